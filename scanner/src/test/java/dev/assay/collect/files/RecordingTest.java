package dev.assay.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.input.InputException;
import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls as browsers, proxies and tests record them: what was read last is what is told. */
class RecordingTest {
  private static final String HOST = "https://alloydb.googleapis.com/v1/";
  private static final String NAME = "projects/p/locations/l/clusters/orders";
  private static final String ID = "//alloydb.googleapis.com/" + NAME;
  private static final String MISSING = "{'error': {'code': 404, 'message': 'not found'}}";

  @TempDir private Path folder;

  private static String cluster(String state) {
    return "{'clusterType': 'PRIMARY', 'name': '%s', 'state': '%s'}".formatted(NAME, state);
  }

  private static String log(String... callsAndAnswers) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < callsAndAnswers.length; i += 2) {
      log.append(i == 0 ? "" : "\n---\n\n")
          .append(callsAndAnswers[i])
          .append("\nContent-Type: application/json\n\n200 OK\nServer: ESF\n\n")
          .append(callsAndAnswers[i + 1].replace('\'', '"'))
          .append('\n');
    }
    return log.toString();
  }

  private static Facts read(String text) throws InputException {
    return Facts.of(text, Path.of("-"));
  }

  @Test
  void ofSeveralAnswersTheLastIsTold() throws Exception {
    String get = "GET " + HOST + NAME + "?alt=json";
    String all = "POST " + HOST + "projects/p/locations/l/clusters?clusterId=orders";
    Facts told =
        read(
            log(
                get,
                MISSING,
                all,
                "{'done': false}",
                get,
                cluster("CREATING"),
                get,
                cluster("READY")));
    assertThat(told.facts).containsOnlyKeys(ID);
    assertThat(told.facts.get(ID))
        .extracting(Fact::data)
        .hasToString(cluster("READY").replace('\'', '"'));
    assertThat(told.gaps).isEmpty();
    assertThat(told.messages)
        .containsExactly("-: left out 1 calls that change something, and 0 of other hosts");
  }

  @Test
  void whatWasChangedAfterwardsIsNotKnown() throws Exception {
    String policy = "POST " + HOST + NAME + ":getIamPolicy";
    String set = "POST " + HOST + NAME + ":setIamPolicy";
    String list = "GET " + HOST + "projects/p/locations/l/clusters";
    String lists = "{'clusters': [" + cluster("READY") + "]}";
    Facts granted = read(log(list, lists, policy, "{'etag': 'a'}", set, "{'etag': 'b'}"));
    assertThat(granted.facts).containsOnlyKeys(ID, ID + "/iamPolicy");
    assertThat(granted.gaps)
        .extracting(Gap::kind, Gap::scope, Gap::cause, Gap::message)
        .containsExactly(
            tuple(
                "iam.Policy",
                ID,
                Gap.Cause.FAILED,
                "it was changed afterwards: POST " + HOST + NAME + ":setIamPolicy"));

    Facts deleted = read(log(list, lists, "DELETE " + HOST + NAME, "{'done': true}"));
    assertThat(deleted.gaps)
        .extracting(Gap::kind, Gap::scope)
        .containsExactly(
            tuple("alloydb.Cluster", "//alloydb.googleapis.com/projects/p/locations/l"));
  }

  @Test
  void pagesThatWereAllRecordedLackNothingAndALastThatWasNotIsMissing() throws Exception {
    String policy = "POST " + HOST + NAME + ":getIamPolicy";
    String list = "GET " + HOST + "projects/p/locations/l/clusters";
    String first = "{'clusters': [" + cluster("READY") + "], 'nextPageToken': 'a='}";
    String second = "{'clusters': [], 'nextPageToken': 'b'}";
    String third = "{'clusters': []}";
    String[] begun = {
      policy, "{'etag': 'a'}", list, first, list + "?pageSize=1&pageToken=a%3D", second
    };
    Facts some = read(log(begun));
    assertThat(some.gaps)
        .extracting(Gap::kind, Gap::scope, Gap::cause)
        .containsExactly(
            tuple(
                "alloydb.Cluster",
                "//alloydb.googleapis.com/projects/p/locations/l",
                Gap.Cause.TRUNCATED));

    String[] all = Arrays.copyOf(begun, begun.length + 2);
    all[begun.length] = list + "?pageToken=b";
    all[begun.length + 1] = third;
    assertThat(read(log(all)).gaps).isEmpty();
  }

  @Test
  void archivesAndCassettesAreRecordings() throws Exception {
    String answer = cluster("READY").replace("'", "\\\"");
    String call = "{\"method\": \"GET\", \"url\": \"" + HOST + NAME + "\"}";
    String archive =
        "{\"log\": {\"entries\": [{\"request\": %s, \"response\": {\"content\": {\"text\": \"%s\"}}}]}}";
    assertThat(read(archive.formatted(call, answer)).facts).containsOnlyKeys(ID);

    String vcrpy =
        "interactions:\n- request: {method: GET, uri: '%s'}\n  response: {body: {string: \"%s\"}}\n";
    Path cassette = Facts.file(folder, "cassette.yaml", vcrpy.formatted(HOST + NAME, answer));
    assertThat(Facts.of(cassette).facts).containsOnlyKeys(ID);
  }

  @Test
  void otherHostsAreLeftOutAndNothingLeftIsRefused() {
    String token = "GET https://metadata.example/v1/token";
    assertThatThrownBy(() -> read(log(token, "{'access_token': 'x'}")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("-: nothing in it; tried ");
  }

  @Test
  void aPolicyThatWasRefusedIsAGapOfPolicies() throws Exception {
    Facts told =
        read(
            """
            {"_request": "POST https://cloudresourcemanager.googleapis.com/v1/projects/p:getIamPolicy",
             "_response": {"error": {"code": 403, "message": "denied"}}}
            """);
    assertThat(told.gaps)
        .extracting(Gap::kind, Gap::scope, Gap::cause)
        .containsExactly(
            tuple(
                "iam.Policy",
                "//cloudresourcemanager.googleapis.com/projects/p",
                Gap.Cause.DENIED));
  }

  @Test
  void anAnswerThatCannotBeReadIsAGap() throws Exception {
    Facts told = read(log("GET " + HOST + NAME, "<html>502</html>"));
    assertThat(told.gaps)
        .extracting(Gap::kind, Gap::scope, Gap::message)
        .containsExactly(
            tuple("alloydb.Cluster", ID, "the recording does not hold the answer as JSON"));
  }

  @Test
  void whatBrowsersAskBeforeTheyAskChangesNothing() throws Exception {
    String call =
        "{\"request\": {\"method\": \"%s\", \"url\": \"%s\"}, \"response\": {\"content\": {\"text\": \"%s\"}}}";
    String answer = cluster("READY").replace("'", "\\\"");
    String get = call.formatted("GET", HOST + NAME, answer);
    String preflight = call.formatted("OPTIONS", HOST + NAME + "/instances", "");
    Facts told = read("{\"log\": {\"entries\": [" + get + ", " + preflight + "]}}");
    assertThat(told.facts).containsOnlyKeys(ID);
    assertThat(told.gaps).isEmpty();
    assertThat(told.messages).isEmpty();
  }
}
