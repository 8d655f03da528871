package dev.assay.collect.google;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** An API of Google Cloud that facts are read from. */
public enum GoogleService {
  ALLOYDB("alloydb", "alloydb.googleapis.com", "roles/alloydb.viewer"),
  ASSET("asset", "cloudasset.googleapis.com", "roles/cloudasset.viewer");

  private final String key;
  private final String host;
  private final String viewerRole;

  GoogleService(String key, String host, String viewerRole) {
    this.key = key;
    this.host = host;
    this.viewerRole = viewerRole;
  }

  /** Its name in {@code assay.yaml}. */
  public String key() {
    return key;
  }

  /** The host, which is also the name by which it is enabled and by which ids begin. */
  public String host() {
    return host;
  }

  /** The smallest predefined role that can read all that is read from it. */
  public String viewerRole() {
    return viewerRole;
  }

  /** The names in {@code assay.yaml} of all of them. */
  public static Set<String> keys() {
    return Arrays.stream(values()).map(GoogleService::key).collect(Collectors.toSet());
  }
}
