package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audit.Audit;
import dev.assay.fixtures.google.Fleet;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.google.GoogleStandIn.Fault;
import dev.assay.report.Finding;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Snapshot;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An organization of 3 folders, 40 projects and 200 clusters, of which not all can be read. */
class FleetTest {
  private static final RulePack PACK = RulePack.bundled();
  private static final int PROJECTS = 40;
  private static final int CUT_OFF = 3;
  private static final int DISABLED = 7;
  private static final int BROKEN = 9;
  private static final Pattern PROJECT = Pattern.compile("projects/fleet-([0-9]+)(/.*)?");

  @TempDir private Path folder;
  private final Set<String> contacted = new ConcurrentSkipListSet<>();
  private @Nullable ProxySelector before;

  /** Whoever opens a connection asks for a proxy first. */
  @BeforeEach
  void watchConnections() {
    before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            contacted.add(uri.getHost() + ":" + uri.getPort());
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {
            contacted.add(uri.getHost() + ":" + uri.getPort());
          }
        });
  }

  @AfterEach
  void watchNoMore() {
    ProxySelector.setDefault(before);
  }

  @Test
  void whatCannotBeReadIsUnknownAndAllElseIsJudgedAsEver() throws Exception {
    Fleet fleet = new Fleet(3, PROJECTS, 200).pagesOf(3);
    Map<String, Verdict> whole;
    try (GoogleStandIn google = GoogleStandIn.start(fleet)) {
      whole = verdicts(google);
      assertThat(whole).containsValue(Verdict.FAIL);
    }
    try (GoogleStandIn google =
        GoogleStandIn.start(fleet.cutOff(Fleet.project(CUT_OFF) + "/locations/europe-west1"))) {
      contacted.clear();
      hide(google);
      Map<String, Verdict> partly = verdicts(google);

      // Passes are not all listed; what fails and what is unknown is. So a false pass is a
      // violation that is gone without anybody saying that it could not be looked at.
      whole.forEach(
          (what, verdict) -> {
            boolean told = partly.getOrDefault(what, Verdict.PASS) == verdict;
            assertThat(told || (!readable(what) && isUnknown(what, partly))).as(what).isTrue();
          });
      partly.forEach(
          (what, verdict) -> {
            if (verdict == Verdict.FAIL || readable(what)) {
              assertThat(verdict).as(what).isEqualTo(whole.get(what));
            }
          });
      assertThat(partly)
          .containsEntry("GC-BKP-001 //alloydb.googleapis.com/projects/fleet-0", Verdict.UNKNOWN)
          .containsEntry(
              "GC-BKP-001 //alloydb.googleapis.com/projects/fleet-3/locations/europe-west1",
              Verdict.UNKNOWN);
      assertThat(contacted).containsExactlyInAnyOrder(google.endpoint(), google.restEndpoint());
    }
  }

  @Test
  void oneLocationThatIsCutOffLeavesTheOthersOfTheProjectDecided() throws Exception {
    Fleet fleet = new Fleet(1, 1, 8);
    Map<String, Verdict> whole;
    Map<String, Verdict> partly;
    try (GoogleStandIn google = GoogleStandIn.start(fleet)) {
      whole = verdicts(google);
    }
    String lost = Fleet.project(0) + "/locations/europe-west1";
    try (GoogleStandIn google = GoogleStandIn.start(fleet.cutOff(lost))) {
      partly = verdicts(google);
    }
    Map<String, Verdict> elsewhere = located(whole);
    elsewhere.keySet().removeIf(what -> what.contains(lost) || looksAround(what));
    Map<String, Verdict> stillElsewhere = located(partly);
    stillElsewhere.keySet().removeIf(what -> what.contains(lost) || looksAround(what));
    assertThat(elsewhere).hasSizeGreaterThan(100);
    assertThat(stillElsewhere.entrySet()).containsExactlyElementsOf(elsewhere.entrySet());
    assertThat(partly)
        .containsEntry("GC-BKP-001 //alloydb.googleapis.com/" + lost, Verdict.UNKNOWN)
        .containsEntry("GC-BKP-008 //alloydb.googleapis.com/" + fleet.cluster(1), Verdict.UNKNOWN);
  }

  /** Backups, restores and secondaries of a cluster may be in any location of its project. */
  private static boolean looksAround(String what) {
    return what.matches("GC-(BKP-008|BKP-010|BKP-011|DR-001) .*");
  }

  private static Map<String, Verdict> located(Map<String, Verdict> verdicts) {
    Map<String, Verdict> located = new TreeMap<>(verdicts);
    located.keySet().removeIf(what -> !what.contains("/locations/"));
    return located;
  }

  @Test
  void whatIsMissingMakesAScanIncompleteAndTheDoctorNamesIt() throws Exception {
    try (GoogleStandIn google = GoogleStandIn.start(new Fleet(3, PROJECTS, 200))) {
      hide(google);
      Path config = config(google);

      Run scan = Run.of("scan", "-c", config.toString(), "--select", "GC-HA-001");
      assertThat(scan.code()).as(scan.err()).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(scan.out()).contains("20 places", "and 15 more");
      assertThat(scan.out().lines()).hasSizeLessThan(200);

      Run doctor = Run.of("doctor", "-c", config.toString());
      assertThat(doctor.code()).as(doctor.err()).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(doctor.out())
          .contains(
              "# Missing: alloydb.backups.list alloydb.clusters.list alloydb.instances.list",
              "gcloud projects add-iam-policy-binding fleet-0 --member=MEMBER"
                  + " --role=roles/alloydb.viewer",
              "gcloud iam roles create assayScanner --organization=ORGANIZATION"
                  + " --permissions=alloydb.backups.list,alloydb.clusters.list,",
              "gcloud services enable alloydb.googleapis.com --project=fleet-7",
              "GC-BKP-001")
          .doesNotContain("add-iam-policy-binding fleet-1 ");
    }
  }

  @Test
  void refusalsOfManyProjectsAreToldInAFewLines() throws Exception {
    try (GoogleStandIn google = GoogleStandIn.start(new Fleet(3, PROJECTS, 40))) {
      hide(google);
      Path snapshot = folder.resolve("refused.jsonl");
      Run run = Run.of("collect", "-c", config(google).toString(), "-o", snapshot.toString());

      assertThat(run.code()).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(21);
      assertThat(run.err()).contains(" more gaps are in " + snapshot);
      assertThat(Snapshot.read(snapshot).gaps()).hasSizeGreaterThan(100);
    }
  }

  /** Half of the projects refuse, one has the API off, one connection breaks. */
  private static void hide(GoogleStandIn google) {
    for (int i = 0; i < PROJECTS; i += 2) {
      google.fault("*", Fleet.project(i) + "/", Fault.DENIED);
    }
    google.fault("*", Fleet.project(DISABLED) + "/", Fault.DISABLED);
    google.fault("ListInstances", Fleet.project(BROKEN) + "/", Fault.BREAKS_AFTER_FIRST_PAGE);
  }

  /** Whether the rule says unknown of the project, or of what was read of it. */
  private static boolean isUnknown(String what, Map<String, Verdict> verdicts) {
    String rule = what.substring(0, what.indexOf(' '));
    String project = what.replaceFirst(".*/(projects/fleet-[0-9]+).*", "$1");
    return verdicts.entrySet().stream()
        .filter(e -> e.getValue() == Verdict.UNKNOWN && e.getKey().startsWith(rule + " "))
        .anyMatch(e -> (e.getKey() + "/").contains("/" + project + "/"));
  }

  private static boolean readable(String what) {
    Matcher m = PROJECT.matcher(what.replaceFirst(".*//[^/]+/", ""));
    if (!m.matches()) {
      return false;
    }
    int project = Integer.parseInt(m.group(1));
    return project % 2 == 1 && !Set.of(CUT_OFF, DISABLED, BROKEN).contains(project);
  }

  private Map<String, Verdict> verdicts(GoogleStandIn google) throws Exception {
    Path snapshot = Files.createTempFile(folder, "fleet", ".jsonl");
    Files.delete(snapshot);
    Run.of("collect", "-c", config(google).toString(), "-o", snapshot.toString());
    Snapshot read = Snapshot.read(snapshot);
    Map<String, Verdict> verdicts = new TreeMap<>();
    Audit audit = new Audit("test", PACK, Parameters.defaults());
    for (Finding finding : audit.of(read, read.header().time()).findings()) {
      if (finding.verdict() != Verdict.FAIL && finding.verdict() != Verdict.UNKNOWN) {
        continue;
      }
      verdicts.merge(
          finding.rule() + " " + finding.resource().id(),
          finding.verdict(),
          (a, b) -> a == Verdict.FAIL ? a : b);
    }
    return verdicts;
  }

  private Path config(GoogleStandIn google) throws IOException {
    return Files.writeString(
        folder.resolve("assay.yaml"),
        """
        google:
          organizations: ["200000000002"]
          endpoints: {alloydb: "%s", asset: "%s", rest: "%s"}
          plaintext: true
          timeout: 20s
        """
            .formatted(google.endpoint(), google.endpoint(), google.restEndpoint()));
  }
}
