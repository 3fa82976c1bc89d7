package org.zhunru.identity;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Before the first request: the city's regions and departments as the files say them, and in a
 * demonstration its people.
 */
@Component
class CityAtStart implements SmartInitializingSingleton {
  private final Regions regions;
  private final Departments departments;
  private final DemoPeople people;
  private final TransactionTemplate transaction;

  CityAtStart(
      Regions regions,
      Departments departments,
      DemoPeople people,
      TransactionTemplate transaction) {
    this.regions = regions;
    this.departments = departments;
    this.people = people;
    this.transaction = transaction;
  }

  @Override
  public void afterSingletonsInstantiated() {
    transaction.executeWithoutResult(
        status -> {
          regions.load();
          departments.load();
          people.seed();
        });
  }
}
