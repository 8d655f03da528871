package dev.assay.collect.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.assay.collect.alloydb.AlloyDbCollector;
import dev.assay.collect.asset.AssetCollector;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoogleClientsTest {
  @Test
  void withoutCredentialsEveryKindIsAGapThatSaysHowToLogIn() {
    Gathered gathered = new Gathered();
    try (GoogleClients clients =
        new GoogleClients(
            GoogleSettings.DEFAULT,
            () -> {
              throw new IOException("Your default credentials were not found.");
            })) {
      new AlloyDbCollector(clients, new Territory(clients, "projects/p")).collect(gathered);
      new AssetCollector(clients, new Territory(clients, "projects/p"), "iam.Policy"::equals)
          .collect(gathered);
    }

    assertThat(gathered.gaps())
        .hasSize(8)
        .allMatch(gap -> gap.cause() == Cause.DENIED)
        .allMatch(
            gap ->
                gap.message()
                    .equals(
                        "No Google credentials for projects/p: Your default credentials were not"
                            + " found."))
        .allMatch(gap -> gap.remedy().contains("gcloud auth application-default login"));
  }

  /** The way that real credentials take, with all that the class path leaves out of the clients. */
  @Test
  void credentialsTravelByTlsAndNeverIntoAReport() {
    String token = "ya29.a-token-that-must-not-leak";
    Date tomorrow = Date.from(Instant.now().plus(Duration.ofDays(1)));
    GoogleCredentials credentials = GoogleCredentials.create(new AccessToken(token, tomorrow));
    GoogleSettings settings =
        new GoogleSettings(
            Map.of("alloydb", "nowhere.invalid.googleapis.com:443"),
            false,
            Duration.ofSeconds(5),
            Optional.of("payer"));
    Gathered gathered = new Gathered();
    try (GoogleClients clients = new GoogleClients(settings, () -> credentials)) {
      new AlloyDbCollector(clients, new Territory(clients, "projects/p")).collect(gathered);
    }

    assertThat(gathered.gaps())
        .hasSize(4)
        .extracting(Gap::cause)
        .containsAnyOf(Cause.UNREACHABLE, Cause.TIMEOUT);
    assertThat(gathered.gaps().toString()).doesNotContain(token);
  }
}
