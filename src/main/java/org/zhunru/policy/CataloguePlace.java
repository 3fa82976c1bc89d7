package org.zhunru.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CatalogueEntry.Place;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueSet.Row;

/**
 * What of a set of editions concerns one place, indexed: substances by CAS and normalised name or
 * alias, classes by the words inside a name, processes and equipment by the pairs of characters
 * that they share with what is declared, conditions on projects by sector.
 */
final class CataloguePlace {
  /** Stands for all sectors. */
  private static final String EVERY = "";

  private final List<Row> rows;
  private final Postings<String> byCas;
  private final Postings<String> byName;
  private final Postings<String> bySector;
  private final Postings<Character> classesByHead;
  private final Postings<Integer> namesByPair;
  private final Postings<String> byThing;
  private final int[] lists;
  private final Name[] names;

  /** The things, each written backwards, ascending: those with one end stand together. */
  private final String[] backwards;

  /** A name of an entry of processes and equipment, or of a class of substances. */
  private record Name(int row, String name, int pairs) {}

  /**
   * @param region six digits; null if not told
   */
  CataloguePlace(List<Row> all, @Nullable String region) {
    rows = all.stream().filter(row -> row.entry().place().has(region) != Place.Has.NOT).toList();
    var byCas = new Postings.Draft<String>();
    var byName = new Postings.Draft<String>();
    var bySector = new Postings.Draft<String>();
    var byHead = new Postings.Draft<Character>();
    var byPair = new Postings.Draft<Integer>();
    var byThing = new Postings.Draft<String>();
    var lists = new ArrayList<Integer>();
    var backwards = new TreeSet<String>();
    var names = new ArrayList<Name>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var entry = row.entry();
      switch (entry.subject()) {
        case SUBSTANCE -> {
          if (entry.role() == Role.UNKNOWN_LIST || entry.role() == Role.UNLISTED) {
            lists.add(i);
            continue;
          }
          if (entry.cas() != null) {
            byCas.add(entry.cas(), i);
          }
          for (var name : row.names()) {
            byName.add(name, i);
            if (entry.wholeClass()) {
              byHead.add(name.charAt(0), names.size());
              names.add(new Name(i, name, 0));
            }
          }
        }
        case PROJECT, DISTANCE, AREA -> {
          if (entry.sectors().isEmpty()) {
            bySector.add(EVERY, i);
          }
          for (var sector : entry.sectors()) {
            bySector.add(sector, i);
          }
        }
        case PROCESS_OR_EQUIPMENT, PLACE_OF_WORK -> {
          for (int n = 0; n < row.names().size(); n++) {
            var pairs = row.pairs().get(n);
            for (int pair : pairs) {
              byPair.add(pair, names.size());
            }
            names.add(new Name(i, row.names().get(n), pairs.length));
          }
          for (var thing : row.things()) {
            byThing.add(thing, i);
            backwards.add(backwards(thing));
          }
        }
      }
    }
    this.byCas = byCas.done();
    this.byName = byName.done();
    this.bySector = bySector.done();
    this.classesByHead = byHead.done();
    this.namesByPair = byPair.done();
    this.byThing = byThing.done();
    this.lists = lists.stream().mapToInt(Integer::intValue).toArray();
    this.names = names.toArray(Name[]::new);
    this.backwards = backwards.toArray(String[]::new);
  }

  /** All that may have something to say, in order; of others it is sure that they have nothing. */
  List<Row> candidates(CatalogueSight sight) {
    var found = new BitSet(rows.size());
    if (!sight.matters.isEmpty()) {
      add(found, lists);
    }
    for (var matter : sight.matters) {
      add(found, byCas.at(matter.substance().cas()));
      add(found, byName.at(matter.normal()));
      add(found, byName.at(matter.base()));
      classes(matter.normal(), found);
    }
    var sector = sight.facts.sector();
    if (sector == null) {
      bySector.each(found::set);
    } else {
      add(found, bySector.at(EVERY));
      add(found, bySector.at(sector));
    }
    if (!sight.texts.isEmpty() || !sight.places.isEmpty()) {
      var shared = new short[names.length];
      sight.texts.forEach(text -> alike(text.pairs(), shared, found));
      sight.texts.forEach(text -> text.things().forEach(thing -> mayBeOne(thing, found)));
      sight.places.forEach(text -> alike(text.pairs(), shared, found));
    }
    var candidates = new ArrayList<Row>(found.cardinality());
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      candidates.add(rows.get(i));
    }
    return candidates;
  }

  private static void add(BitSet found, int[] some) {
    for (int i : some) {
      found.set(i);
    }
  }

  private void classes(String name, BitSet found) {
    for (int from = 0; from < name.length(); from++) {
      for (int n : classesByHead.at(name.charAt(from))) {
        if (name.startsWith(names[n].name, from)) {
          found.set(names[n].row);
        }
      }
    }
  }

  private static String backwards(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private void mayBeOne(String told, BitSet found) {
    for (int from = 1; from <= told.length() - 2; from++) {
      mayBeOne(told, told.substring(from), found);
    }
    var end = backwards(told);
    int at = Arrays.binarySearch(backwards, end);
    for (int i = at < 0 ? -at - 1 : at; i < backwards.length; i++) {
      if (!backwards[i].startsWith(end)) {
        return;
      }
      mayBeOne(told, backwards(backwards[i]), found);
    }
  }

  private void mayBeOne(String told, String thing, BitSet found) {
    int[] there = byThing.at(thing);
    if (there.length > 0 && CatalogueText.mayBeOne(told, thing)) {
      add(found, there);
    }
  }

  /**
   * @param shared all zero, before and after
   */
  private void alike(int[] pairs, short[] shared, BitSet found) {
    for (int pair : pairs) {
      for (int n : namesByPair.at(pair)) {
        shared[n]++;
      }
    }
    for (int pair : pairs) {
      for (int n : namesByPair.at(pair)) {
        int count = shared[n];
        if (count > 0) {
          shared[n] = 0;
          var name = names[n];
          if (count == name.pairs
              || CatalogueText.alike(count, pairs.length, name.pairs) >= CatalogueText.NEAR) {
            found.set(name.row);
          }
        }
      }
    }
  }
}
