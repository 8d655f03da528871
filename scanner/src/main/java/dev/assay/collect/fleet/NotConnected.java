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
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why there is no session with an instance of Google Cloud, and what to do about it. */
record NotConnected(GoogleInstance instance, String endpoint, String user, boolean byIam) {

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
    if (state.startsWith("28") || (byIam && said(e).contains("password"))) {
      return new ConnectException(Cause.DENIED, said(e), letIn());
    }
    if (isNetwork(e) || state.startsWith("08")) {
      return new ConnectException(
          Cause.UNREACHABLE,
          said(e),
          "Scan from a machine that reaches the instance's network, on port "
              + (instance.isAlloyDb() ? "5433" : "3307")
              + ", or set network under google.databases in assay.yaml: "
              + String.join(", ", Network.keys())
              + ".");
    }
    return new ConnectException(Cause.FAILED, said(e), "");
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
  private String letIn() {
    if (!byIam) {
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

  private static boolean isNetwork(@Nullable Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof IOException) {
        return true;
      }
    }
    return false;
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
