package dev.assay.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.value.RegoObject;
import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTest {
  private static final String SERVER = "postgresql://h:5432";
  private static final String SHOP = SERVER + "/shop";
  private static final String ORDERS = SHOP + "/app/orders";

  private static Gap gap(String kind, String scope, String message) {
    return new Gap(SHOP, kind, scope, Gap.Cause.DENIED, message, "GRANT x");
  }

  private static boolean touches(Gap gap, String id, String... ancestors) {
    String parent = ancestors.length == 0 ? null : ancestors[0];
    Fact fact = new Fact("k", id, parent, SHOP, RegoObject.EMPTY);
    return new Gaps(List.of(gap)).touching(fact, Arrays.asList(ancestors), "k").isPresent();
  }

  @Test
  void aGapTouchesWhatIsAtOrBelowItsScope() {
    assertThat(touches(gap("k", SHOP, ""), ORDERS)).isTrue();
    assertThat(touches(gap("k", ORDERS, ""), ORDERS)).isTrue();
    assertThat(touches(gap("k", SERVER, ""), ORDERS)).isTrue();
    assertThat(touches(gap("k", SERVER + "/sho", ""), ORDERS)).isFalse();
    assertThat(touches(gap("k", SERVER + "/blog", ""), ORDERS)).isFalse();
    assertThat(touches(gap("other", SHOP, ""), ORDERS)).isFalse();
  }

  @Test
  void aParentIsAboveThoughItsIdIsNoPrefix() {
    String project = "//cloudresourcemanager.googleapis.com/projects/p";
    String cluster = "//alloydb.googleapis.com/projects/p/locations/l/clusters/c";
    assertThat(touches(gap("k", project, ""), cluster + "/instances/i", cluster, project)).isTrue();
  }

  @Test
  void aProjectIsAboveItsDatabasesThoughTheirIdsSayOtherwise() {
    String project = "//cloudresourcemanager.googleapis.com/projects/p";
    String location = "//alloydb.googleapis.com/projects/p/locations/l";
    assertThat(touches(gap("k", location, ""), project)).isTrue();
    assertThat(touches(gap("k", location, ""), project + "/iamPolicy", project)).isTrue();
    String firewall = "//compute.googleapis.com/projects/p/global/firewalls/f";
    assertThat(touches(gap("k", location, ""), firewall, project)).isTrue();
    String elsewhere = "//alloydb.googleapis.com/projects/p/locations/m/clusters/c";
    assertThat(touches(gap("k", location, ""), elsewhere, project)).isFalse();
    assertThat(touches(gap("k", location, ""), project + "2")).isFalse();
  }

  @Test
  void aGapTouchesWhatContainsItsScopeAndWhatLiesBesideIt() {
    String index = ORDERS + "/indexes/i";
    assertThat(touches(gap("k", index, ""), ORDERS, SHOP + "/app")).isTrue();
    assertThat(touches(gap("k", ORDERS + "/foreignKeys", ""), index, ORDERS)).isTrue();
    assertThat(touches(gap("k", SHOP + "/app/items/indexes/j", ""), index, ORDERS)).isFalse();
  }

  @Test
  void theReasonTellsCauseAndRemedyOfAllGapsOfTheNearestScope() {
    Gaps gaps =
        new Gaps(
            List.of(
                gap("k", SERVER, "far"), gap("k", SHOP, "denied"), gap("k", SHOP, "and locked")));

    Fact fact = new Fact("k", ORDERS, null, SHOP, RegoObject.EMPTY);
    assertThat(gaps.touching(fact, List.of(), "k"))
        .contains(
            "k could not be read: denied (GRANT x) k could not be read: and locked (GRANT x)");
  }
}
