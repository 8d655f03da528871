package dev.assay.engine;

import dev.assay.rego.value.RegoObject;
import dev.assay.report.Source;
import dev.assay.rulepack.PackText;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A rule and things on which it comes to each of its answers. */
final class Things {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  static final RulePack PACK =
      new PackText()
          .rule(
              "a/open",
              "T-1",
              """
              applies if input.resource.data.name != "skipped"

              fail contains {"message": msg, "evidence": {"ports": ports}} if {
              	time.parse_rfc3339_ns(input.resource.data.since) < time.now_ns()
              	ports := {2, 1}
              	msg := sprintf("open: %v", [ports])
              }

              unknown contains "asks itself" if input.resource.data.name == "doubtful"
              """)
          .load();

  static final Snapshot SNAPSHOT =
      Snapshot.of(
          new SnapshotHeader("", NOW),
          List.of(new Source("s", "s", List.of("test.Thing"), Map.of())),
          List.of(),
          List.of(
              thing("skipped", "2020-01-01T00:00:00Z"),
              thing("doubtful", "2030-01-01T00:00:00Z"),
              thing("broken", "yesterday"),
              thing("fails", "2020-01-01T00:00:00Z"),
              thing("passes", "2030-01-01T00:00:00Z"),
              fact("bare", new RegoObject.Builder().put("name", "bare"))));

  private Things() {}

  private static Fact thing(String name, String since) {
    return fact(name, new RegoObject.Builder().put("name", name).put("since", since));
  }

  private static Fact fact(String name, RegoObject.Builder data) {
    return new Fact("test.Thing", "//t/" + name, null, "s", data.build());
  }
}
