package dev.assay.collect.fleet;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.rpc.ApiException;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.Reading;
import dev.assay.collect.google.Refusal;
import dev.assay.collect.postgresql.ConnectException;
import dev.assay.collect.postgresql.GoogleInstance;
import dev.assay.report.Gap.Cause;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why there is no session with an instance of Google Cloud, and what to do about it. */
record NotConnected(GoogleInstance instance, String endpoint, String user, FleetLogin login) {
  /** What the driver calls it if the server offers no TLS, or wants to see a password. */
  private static final String REJECTED = "08004";

  /** No line of pg_hba.conf, or one that wants a certificate. */
  private static final String NO_ENTRY = "28000";

  private static final String OTHER_WAY =
      "set network under google.databases in assay.yaml: "
          + String.join(", ", Network.keys())
          + ".";

  SQLException of(SQLException e) {
    if (e instanceof ConnectException) {
      return e;
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof HttpResponseException refused) {
        return refused(
            Refusal.of(
                refused.getStatusCode(),
                Optional.empty(),
                refused.getContent() == null ? "" : refused.getContent()));
      }
      if (t instanceof ApiException refused) {
        return refused(Refusal.of(refused));
      }
    }
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    // Who is asked for a password after IAM had its say is nobody that the database knows.
    if (state.startsWith("28") || (login.byIam() && state.equals(REJECTED))) {
      return new ConnectException(Cause.DENIED, said(e), letIn(state));
    }
    if (state.equals(REJECTED)) {
      return new ConnectException(
          Cause.UNREACHABLE,
          said(e) + " (by address only TLS and SCRAM will do)",
          "AlloyDB and Cloud SQL offer both: see what answers at that address, or have the password"
              + " of "
              + user
              + " set anew while password_encryption is scram-sha-256.");
    }
    Optional<String> unknownHost = causedBy(e, UnknownHostException.class);
    if (unknownHost.isPresent()) {
      return new ConnectException(
          Cause.UNREACHABLE,
          "nobody here knows the name " + unknownHost.get(),
          "Scan from a network whose DNS has it, or " + OTHER_WAY);
    }
    if (causedBy(e, CertificateException.class).isPresent()) {
      return new ConnectException(
          Cause.UNREACHABLE,
          said(e),
          "What answers there is not this instance, or somebody in between opens TLS: see where the"
              + " address leads from here.");
    }
    if (causedBy(e, IOException.class).isPresent() || state.startsWith("08")) {
      return new ConnectException(
          Cause.UNREACHABLE,
          said(e),
          "Scan from a machine that reaches the instance's network, on port "
              + port()
              + ", or "
              + OTHER_WAY);
    }
    return e;
  }

  private String port() {
    return login.byAddress() ? "5432" : instance.isAlloyDb() ? "5433" : "3307";
  }

  private SQLException refused(Refusal refusal) {
    GoogleService service = Connectors.service(instance);
    // Each connector makes two calls, which want one each.
    String permission =
        instance.isAlloyDb()
            ? "alloydb.clusters.generateClientCertificate,alloydb.instances.connect"
            : "cloudsql.instances.connect,cloudsql.instances.get";
    String role = instance.isAlloyDb() ? "roles/alloydb.client" : "roles/cloudsql.client";
    String parent = instance.id().replaceFirst("^//[^/]+/", "");
    return Passwords.exception(
        new Reading(service, endpoint, "", "", permission, parent, "", role).failed(refusal, 0));
  }

  /** What lets a user in that is known to Google Cloud but not to the database, or the reverse. */
  private String letIn(String state) {
    if (login.byAddress() && state.equals(NO_ENTRY)) {
      return "The instance lets nobody in like that: it may want a client's certificate, or"
          + " connectors only. Leave out through: address, so that Google's connector is taken.";
    }
    if (!login.byIam()) {
      return "Check the user " + user + " and its password.";
    }
    String[] name = instance.name().split("[:/]", -1);
    return instance.isAlloyDb()
        ? "Make it a user: gcloud alloydb users create %s --cluster=%s --region=%s --project=%s --type=IAM_BASED; it needs roles/alloydb.databaseUser, and the instance the flag alloydb.iam_authentication."
            .formatted(user, name[5], name[3], name[1])
        : "Make it a user: gcloud sql users create %s --instance=%s --project=%s --type=%s; it needs roles/cloudsql.instanceUser, and the instance the flag cloudsql.iam_authentication."
            .formatted(
                user,
                name[name.length - 1],
                instance.project(),
                user.endsWith(".iam") ? "cloud_iam_service_account" : "cloud_iam_user");
  }

  /** What the first of a kind says that lies beneath. */
  private static Optional<String> causedBy(@Nullable Throwable e, Class<? extends Throwable> type) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return Optional.of(String.valueOf(t.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** The words of what lay deepest, without the inner workings above it. */
  private static String said(SQLException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String text = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    String line = text.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
