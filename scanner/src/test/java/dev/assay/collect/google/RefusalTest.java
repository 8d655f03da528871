package dev.assay.collect.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.rpc.StatusCode.Code;
import dev.assay.report.Gap;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a refused REST call becomes for somebody who has to do something about it. */
class RefusalTest {
  @Test
  void aPermissionThatGoogleNamesIsTheOneToGrant() {
    Gap gap =
        gap(
            403,
            """
            {"error": {"code": 403, "status": "PERMISSION_DENIED", "message": "denied",
              "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "IAM_PERMISSION_DENIED", "domain": "iam.googleapis.com",
                "metadata": {"permission": "cloudsql.instances.get", "resource": "p"}}]}}
            """);

    assertThat(gap.cause()).isEqualTo(Gap.Cause.DENIED);
    assertThat(gap.remedy()).startsWith("Grant cloudsql.instances.get, e.g. with ");
  }

  @Test
  void aTokenWithoutTheScopeIsNotAMissingRole() {
    Gap gap =
        gap(
            403,
            """
            {"error": {"code": 403, "status": "PERMISSION_DENIED",
              "message": "Request had insufficient authentication scopes.",
              "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "domain": "googleapis.com"}]}}
            """);

    assertThat(gap.remedy())
        .startsWith("The access token lacks the scope https://www.googleapis.com/auth/cloud-plat");
  }

  @Test
  void theWaitThatIsAskedForIsKept() {
    String body =
        """
        {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "too much",
          "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo",
            "retryDelay": "1.5s"}]}}
        """;

    assertThat(Refusal.of(429, Optional.empty(), body).retryAfter())
        .contains(Duration.ofMillis(1500));
    assertThat(Refusal.of(503, Optional.of("7"), "").retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(Refusal.of(503, Optional.of("soon"), "").retryAfter()).isEmpty();
  }

  @Test
  void theErrorPageOfAProxyIsNoAnswerOfGoogles() {
    Refusal refusal = Refusal.of(502, Optional.empty(), "<html>Bad gateway</html>");

    assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(refusal.answer()).isEqualTo("HTTP 502");
    assertThat(refusal.passes()).isTrue();
  }

  private static Gap gap(int status, String body) {
    return new Reading(
            GoogleService.SQLADMIN,
            "sqladmin.googleapis.com:443",
            "//googleapis.com/projects/p",
            "sqladmin.Instance",
            "cloudsql.instances.list",
            "projects/p",
            "//cloudresourcemanager.googleapis.com/projects/p")
        .failed(Refusal.of(status, Optional.empty(), body), 0);
  }
}
