package org.zhunru.intake;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Ids;

/** A construction project, through its whole life. */
@Entity
@Table(name = "project")
public class Project {
  @Id private UUID id;
  private UUID enterpriseId;
  private String name;
  private @Nullable String code;
  private @Nullable String region;
  private Instant createdAt;
  private UUID createdBy;
  @Version private @Nullable Integer revision;

  @SuppressWarnings("NullAway.Init") // for JPA
  protected Project() {}

  Project(
      UUID enterpriseId,
      String name,
      @Nullable String code,
      @Nullable String region,
      UUID createdBy,
      Instant createdAt) {
    this.id = Ids.next();
    this.enterpriseId = enterpriseId;
    this.name = name;
    this.code = code;
    this.region = region;
    this.createdBy = createdBy;
    this.createdAt = createdAt;
  }

  public ProjectId id() {
    return new ProjectId(id);
  }

  public UUID enterpriseId() {
    return enterpriseId;
  }

  public String name() {
    return name;
  }

  /** National project code, GB/T 40058-2021; null until it is known. */
  public @Nullable String code() {
    return code;
  }

  /** Code of the region it lies in; null until it is known. */
  public @Nullable String region() {
    return region;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** What the newest filed dossier calls it, and where it lies. */
  void filedAs(String filedName, @Nullable String filedCode, @Nullable String filedRegion) {
    name = filedName;
    code = filedCode == null ? code : filedCode;
    region = filedRegion == null ? region : filedRegion;
  }
}
