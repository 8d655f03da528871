package dev.assay.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audit.Audit;
import dev.assay.collect.alloydb.AlloyDbCollector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Pace;
import dev.assay.collect.google.Territory;
import dev.assay.collect.rest.RestCollector;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.report.Finding;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same database described by the live API, gcloud, a Cloud Asset export, a Terraform plan and
 * Config Connector: the same verdicts, but for unknown where a form lacks the fact.
 */
class QuintupleTest {
  private static final RulePack PACK =
      RulePack.bundled().select(rule -> rule.kind().matches("(alloydb|sqladmin)\\..*"));
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/assay/collect/files/quintuples");

  /** Rule and resource to the worst verdict. */
  private static Map<String, Verdict> verdicts(Facts facts, String name) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Finding finding :
        new Audit("test", PACK, Parameters.defaults())
            .of(facts.snapshot(), Facts.TIME)
            .findings()) {
      String id = finding.resource().id();
      if (id.matches(".*/(clusters|instances)/" + name + "(/instances/.*)?")) {
        verdicts.merge(
            finding.rule() + " " + id.substring(id.indexOf(name)),
            finding.verdict(),
            (a, b) -> a.compareTo(b) <= 0 ? a : b);
      }
    }
    return verdicts;
  }

  private static Map<String, Verdict> live(String name) throws Exception {
    Facts live = new Facts();
    try (GoogleStandIn google = GoogleStandIn.start("described");
        GoogleClients clients = clients(google)) {
      Territory territory = new Territory(clients, "projects/shop-prod");
      live.read(
          name.equals("shop-sql")
              ? new RestCollector(
                  clients, territory, kind -> kind.startsWith("sqladmin."), Facts.TIME)
              : new AlloyDbCollector(clients, territory));
    }
    return verdicts(live, name);
  }

  private static boolean judges(Rule rule, String name) {
    return rule.kind().startsWith(name.equals("shop-sql") ? "sqladmin." : "alloydb.");
  }

  private static GoogleClients clients(GoogleStandIn google) throws IOException {
    return new GoogleClients(
        new GoogleSettings(
            google.endpoints(), true, Duration.ofSeconds(60), Optional.empty(), Pace.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "guarded", "weekly", "readers", "shop-sql"})
  void everyFormHasTheSameVerdictsOrSaysUnknown(String name) throws Exception {
    Map<String, Verdict> live = live(name);
    assertThat(live.isEmpty()).isEqualTo(PACK.rules().stream().noneMatch(r -> judges(r, name)));

    List<String> differences = new ArrayList<>();
    for (String form : List.of("describe.yaml", "assets.json", "plan.json", "connector.yaml")) {
      Map<String, Verdict> told = verdicts(Facts.of(FOLDER.resolve(name).resolve(form)), name);
      live.forEach(
          (check, verdict) -> {
            Verdict its = told.get(check);
            if (its != verdict && its != Verdict.UNKNOWN) {
              differences.add(form + ": " + check + " is " + its + ", live " + verdict);
            }
          });
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void aPlanAndAManifestFindWhatIsWrongBeforeItIsThere() throws Exception {
    for (String form : List.of("plan.json", "connector.yaml")) {
      assertThat(verdicts(Facts.of(FOLDER.resolve("open").resolve(form)), "open"))
          .as(form)
          .containsEntry("GC-BKP-001 open", Verdict.FAIL)
          .containsEntry("GC-NET-001 open/instances/open-1", Verdict.FAIL)
          .containsEntry("GC-NET-002 open/instances/open-1", Verdict.FAIL)
          .containsEntry("GC-HA-001 open/instances/open-1", Verdict.FAIL)
          .containsEntry("GC-TLS-001 open/instances/open-1", Verdict.FAIL)
          .containsEntry("GC-ENC-001 open", Verdict.UNKNOWN);
      assertThat(verdicts(Facts.of(FOLDER.resolve("guarded").resolve(form)), "guarded"))
          .as(form)
          .containsEntry("GC-BKP-001 guarded", Verdict.PASS)
          .containsEntry("GC-NET-001 guarded/instances/guarded-1", Verdict.PASS)
          .containsEntry("GC-HA-001 guarded/instances/guarded-1", Verdict.PASS)
          .containsEntry("GC-TLS-001 guarded/instances/guarded-1", Verdict.PASS);
    }
  }

  @Test
  void whatAServiceToldIsJudgedAsIfItHadBeenAsked() throws Exception {
    for (String name : List.of("open", "guarded", "weekly", "readers")) {
      Map<String, Verdict> live = live(name);
      for (String form : List.of("describe.yaml", "assets.json")) {
        assertThat(verdicts(Facts.of(FOLDER.resolve(name).resolve(form)), name))
            .as(name + " " + form)
            .containsEntry("GC-BKP-001 " + name, live.get("GC-BKP-001 " + name))
            .containsEntry("GC-BKP-002 " + name, live.get("GC-BKP-002 " + name))
            .containsEntry("GC-ENC-001 " + name, live.get("GC-ENC-001 " + name));
      }
    }
  }
}
