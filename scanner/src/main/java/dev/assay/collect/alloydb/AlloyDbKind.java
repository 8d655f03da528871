package dev.assay.collect.alloydb;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What is read of AlloyDB. */
enum AlloyDbKind {
  CLUSTER("alloydb.Cluster", "alloydb.clusters.list"),
  INSTANCE("alloydb.Instance", "alloydb.instances.list"),
  BACKUP("alloydb.Backup", "alloydb.backups.list"),
  USER("alloydb.User", "alloydb.users.list");

  private final String kind;
  private final String permission;

  AlloyDbKind(String kind, String permission) {
    this.kind = kind;
    this.permission = permission;
  }

  String kind() {
    return kind;
  }

  String permission() {
    return permission;
  }

  /** What a single one is asked for with, to be told in full. */
  Map<String, String> view() {
    return switch (this) {
      case CLUSTER -> Map.of("view", "CLUSTER_VIEW_CONTINUOUS_BACKUP");
      case INSTANCE -> Map.of("view", "INSTANCE_VIEW_FULL");
      case BACKUP, USER -> Map.of();
    };
  }

  static List<String> names() {
    return Arrays.stream(values()).map(AlloyDbKind::kind).toList();
  }
}
