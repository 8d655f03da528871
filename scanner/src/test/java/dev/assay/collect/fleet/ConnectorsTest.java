package dev.assay.collect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
  /** https://cloud.google.com/sql/docs/postgres/add-manage-iam-users */
  @Test
  void aServiceAccountsUserIsItsAddressWithoutTheEnd() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    GoogleCredentials account =
        ServiceAccountCredentials.newBuilder()
            .setClientEmail("assay@shop-prod.iam.gserviceaccount.com")
            .setPrivateKey(keys.generateKeyPair().getPrivate())
            .build();

    assertThat(Connectors.user(account)).contains("assay@shop-prod.iam");
  }

  @Test
  void aTokenAloneDoesNotTellWhoseItIs() throws Exception {
    AccessToken token = new AccessToken("token", Date.from(Instant.EPOCH));

    assertThat(Connectors.user(GoogleCredentials.create(token))).isEmpty();
  }
}
