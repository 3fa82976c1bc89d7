package org.zhunru.identity;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A person who can log in, with roles, seats and the enterprises they file for. */
@Entity
@Table(name = "account")
public class Account {

  @Id private UUID id;
  private String username;
  private String displayName;
  private String passwordHash;
  private boolean enabled;
  private Instant createdAt;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "account_id"))
  @Column(name = "role")
  private Set<String> roles = new TreeSet<>();

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "account_seat", joinColumns = @JoinColumn(name = "account_id"))
  private Set<Seat> seats = new LinkedHashSet<>();

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "enterprise_member", joinColumns = @JoinColumn(name = "account_id"))
  @Column(name = "enterprise_id")
  private Set<UUID> enterprises = new TreeSet<>();

  @SuppressWarnings("NullAway.Init")
  protected Account() {}

  Account(String username, String displayName, String passwordHash, Instant at) {
    this.id = UUID.randomUUID();
    this.username = username;
    this.displayName = displayName;
    this.passwordHash = passwordHash;
    this.enabled = true;
    this.createdAt = at;
  }

  void setPasswordHash(String hash) {
    passwordHash = hash;
  }

  void enable(boolean on) {
    enabled = on;
  }

  void assign(Set<String> newRoles, Set<Seat> newSeats, Set<UUID> newEnterprises) {
    roles.clear();
    roles.addAll(newRoles);
    seats.clear();
    seats.addAll(newSeats);
    enterprises.clear();
    enterprises.addAll(newEnterprises);
  }

  public UUID id() {
    return id;
  }

  public String username() {
    return username;
  }

  public String displayName() {
    return displayName;
  }

  public String passwordHash() {
    return passwordHash;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Set<String> roles() {
    return Set.copyOf(roles);
  }

  public List<Seat> seats() {
    return List.copyOf(seats);
  }

  public Set<UUID> enterprises() {
    return Set.copyOf(enterprises);
  }

  Actor actor() {
    return new Actor(id, username, displayName, roles, seats(), enterprises, null);
  }
}
