package dev.assay.report;

import java.util.List;

/**
 * The verdict of one rule on one resource, or on one place in it.
 *
 * @param fingerprint stable across scans: SHA-256 in hex of rule id, resource id and {@code at}
 * @param rule the id of the {@link RuleInfo}
 * @param message what was seen, one sentence; for unknown, what could not be seen; empty for pass
 * @param at the place in the resource, e.g. {@code networkConfig.authorizedExternalNetworks[0]};
 *     empty for the whole of it
 * @param evidence what the verdict rests on
 * @param remediation how to mend it, with this resource's names filled in; empty unless it fails
 */
public record Finding(
    String fingerprint,
    String rule,
    Verdict verdict,
    Severity severity,
    Resource resource,
    String message,
    String at,
    List<Evidence> evidence,
    String remediation) {

  /**
   * A field that was read.
   *
   * @param path below the resource's data, e.g. {@code automatedBackupPolicy.enabled}
   * @param value as JSON, cut to a readable length
   */
  public record Evidence(String path, String value) {}
}
