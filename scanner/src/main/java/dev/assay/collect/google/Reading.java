package dev.assay.collect.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of facts being read from one scope of Google Cloud, and the gap that is left when that
 * does not succeed.
 *
 * @param service the API that is asked, at {@code endpoint}
 * @param source the id of the source that is read
 * @param kind the kind of resources that are read
 * @param permission the permission that the call needs
 * @param parent what is read: {@code projects/p}, {@code projects/p/locations/l/clusters/c}, {@code
 *     folders/1}
 * @param scope the id under which resources are missing if it fails
 */
public record Reading(
    GoogleService service,
    String endpoint,
    String source,
    String kind,
    String permission,
    String parent,
    String scope) {

  private static final int LONGEST_ANSWER = 400;

  /** The gap after a call that failed; {@code read} resources had come before. */
  public Gap failed(ApiException failure, int read) {
    String asked = permission + " on " + parent + " at " + endpoint;
    String answer = answer(failure) + (read == 0 ? "" : " (after " + read + " had been read)");
    String reason = failure.getReason() == null ? "" : failure.getReason();
    if (reason.equals("SERVICE_DISABLED")) {
      return gap(Cause.UNAVAILABLE, asked + ": the API is not enabled: " + answer, enable(failure));
    }
    if (answer.startsWith("Credentials failed to obtain metadata")) {
      return gap(Cause.DENIED, asked + ": no access token could be had: " + answer, LOG_IN);
    }
    StatusCode.Code code = failure.getStatusCode().getCode();
    return switch (code) {
      case PERMISSION_DENIED -> gap(Cause.DENIED, asked + " was denied: " + answer, permit(reason));
      case UNAUTHENTICATED ->
          gap(Cause.DENIED, asked + ": the credentials were not accepted: " + answer, LOG_IN);
      case UNAVAILABLE ->
          gap(
              Cause.UNREACHABLE,
              asked + ": no connection: " + answer,
              "Check that "
                  + endpoint
                  + " can be reached from here (proxy, firewall, DNS, trusted certificates).");
      case DEADLINE_EXCEEDED, CANCELLED ->
          gap(
              Cause.TIMEOUT,
              asked + ": no answer in time: " + answer,
              "Try again, or allow more time with google.timeout in assay.yaml.");
      case UNIMPLEMENTED ->
          gap(Cause.UNAVAILABLE, asked + ": the endpoint has no such call: " + answer, "");
      case RESOURCE_EXHAUSTED ->
          gap(
              Cause.FAILED,
              asked + ": the quota is used up: " + answer,
              "Try again in a minute, or raise the quota of " + service.host() + ".");
      default -> gap(Cause.FAILED, asked + " failed (" + code + "): " + answer, "");
    };
  }

  /** The gap when there are no credentials to ask with. */
  public Gap withoutCredentials(IOException failure) {
    return gap(
        Cause.DENIED,
        "No Google credentials for " + parent + ": " + oneLine(failure.getMessage()),
        LOG_IN);
  }

  /** The gap for a part of the scope (a location) that Google itself could not reach. */
  public Gap unreachable(String part) {
    String where = part.startsWith("projects/") ? part : parent + "/locations/" + part;
    return new Gap(
        source,
        kind,
        "//" + service.host() + "/" + where,
        Cause.UNREACHABLE,
        service.host() + " could not reach " + where,
        "Try again later; see https://status.cloud.google.com/ for the location.");
  }

  /** The gap for pages that do not end. */
  public Gap endless(int read) {
    return gap(
        Cause.FAILED,
        endpoint + " sent the same page of " + parent + " again after " + read + " had been read",
        "");
  }

  private Gap gap(Cause cause, String message, String remedy) {
    return new Gap(source, kind, scope, cause, message, remedy);
  }

  private static final String LOG_IN =
      "Run `gcloud auth application-default login`, or point GOOGLE_APPLICATION_CREDENTIALS to the"
          + " key or configuration of a service account.";

  private String permit(String reason) {
    if (reason.equals("SECURITY_POLICY_VIOLATED")) {
      return "A VPC Service Controls perimeter stands before "
          + service.host()
          + ": scan from inside it, or have an ingress rule for the scanner's identity.";
    }
    String[] segments = parent.split("/", 3);
    String grant =
        switch (segments[0]) {
          case "folders" -> "gcloud resource-manager folders add-iam-policy-binding ";
          case "organizations" -> "gcloud organizations add-iam-policy-binding ";
          default -> "gcloud projects add-iam-policy-binding ";
        };
    return "Grant "
        + permission
        + ", e.g. with "
        + service.viewerRole()
        + ": "
        + grant
        + segments[1]
        + " --member=MEMBER --role="
        + service.viewerRole();
  }

  private String enable(ApiException failure) {
    Map<String, String> metadata = failure.getMetadata() == null ? Map.of() : failure.getMetadata();
    String disabled = metadata.getOrDefault("service", service.host());
    String consumer = metadata.getOrDefault("consumer", parent);
    String project = consumer.split("/", 3)[consumer.contains("/") ? 1 : 0];
    return "gcloud services enable " + disabled + " --project=" + project;
  }

  /** What the service said, and what lay beneath when it could not say anything. */
  private static String answer(ApiException failure) {
    String said = "";
    Throwable deepest = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        String description = status.getStatus().getDescription();
        said = description == null ? status.getStatus().getCode().name() : description;
      }
      deepest = cause;
    }
    // gRPC adds the inner workings of its connection to what broke it.
    said = said.replaceFirst("(?s)\\s*Channel Pipeline:.*", "");
    boolean more = !(deepest instanceof StatusRuntimeException) && deepest != failure;
    return oneLine(
        more
            ? said + ": " + deepest.getClass().getSimpleName() + ": " + deepest.getMessage()
            : said);
  }

  /** What a stranger wrote, made fit for a report: on one line, without control characters, cut. */
  private static String oneLine(@Nullable String text) {
    String line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_ANSWER ? line : line.substring(0, LONGEST_ANSWER) + "…";
  }
}
