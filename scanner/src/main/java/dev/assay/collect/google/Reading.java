package dev.assay.collect.google;

import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 * @param role the smallest predefined role with the permission
 */
public record Reading(
    GoogleService service,
    String endpoint,
    String source,
    String kind,
    String permission,
    String parent,
    String scope,
    String role) {

  /** With the role that reads all of the service. */
  public Reading(
      GoogleService service,
      String endpoint,
      String source,
      String kind,
      String permission,
      String parent,
      String scope) {
    this(service, endpoint, source, kind, permission, parent, scope, service.viewerRole());
  }

  /** The same, by a call that needs another permission. */
  public Reading with(String another) {
    return new Reading(service, endpoint, source, kind, another, parent, scope, role);
  }

  /** The gap after a call that failed; {@code read} resources had come before. */
  public Gap failed(Refusal refusal, int read) {
    String asked = permission + " on " + parent + " at " + endpoint;
    String answer = refusal.answer() + (read == 0 ? "" : " (after " + read + " had been read)");
    String reason = refusal.reason();
    if (reason.equals("SERVICE_DISABLED")) {
      return gap(Cause.UNAVAILABLE, asked + ": the API is not enabled: " + answer, enable(refusal));
    }
    if (answer.startsWith("Credentials failed to obtain metadata")) {
      return gap(Cause.DENIED, asked + ": no access token could be had: " + answer, LOG_IN);
    }
    return switch (refusal.code()) {
      case PERMISSION_DENIED ->
          gap(Cause.DENIED, asked + " was denied: " + answer, permit(refusal));
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
      default -> gap(Cause.FAILED, asked + " failed (" + refusal.code() + "): " + answer, "");
    };
  }

  /** The gap where a configuration of stand-ins names none for the service. */
  private Gap notConfigured() {
    return gap(
        Cause.UNAVAILABLE,
        service.host() + " was not asked: no endpoint is configured for it",
        "Name one under google.endpoints." + service.key() + " in assay.yaml.");
  }

  /** The gap when there is no client to ask with: for want of credentials, as a rule. */
  public Gap notOpened(IOException failure) {
    if (failure instanceof NotConfiguredException) {
      return notConfigured();
    }
    return gap(
        Cause.DENIED,
        "No Google credentials for " + parent + ": " + Refusal.oneLine(failure.getMessage()),
        LOG_IN);
  }

  /**
   * The gap for a part of the scope that Google itself could not reach.
   *
   * @param part a location by its name or in full, whose project may be told by its number;
   *     whatever does not say where it is hides everything
   */
  public Gap unreachable(String part) {
    Matcher whole = IN_PROJECT.matcher(part);
    Matcher asked = IN_PROJECT.matcher(parent);
    String where =
        !whole.matches()
            ? parent + "/locations/" + part.replaceFirst("^locations/", "")
            : asked.matches() ? asked.group(1) + whole.group(2) : part;
    where = where.replaceFirst("/locations/-?(/.*)?$", "");
    return new Gap(
        source,
        kind,
        service.namespace() + where,
        Cause.UNREACHABLE,
        service.host() + " could not reach " + where,
        "Try again later; see https://status.cloud.google.com/ for the location.");
  }

  /** The gap for an answer about something else than what was asked for. */
  public Gap other(String name) {
    return gap(Cause.FAILED, endpoint + " did not tell " + name + " when asked for it", "");
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

  private static final Pattern IN_PROJECT = Pattern.compile("(projects/[^/]+)(|/.*)");

  private static final String LOG_IN =
      "Run `gcloud auth application-default login`, or point GOOGLE_APPLICATION_CREDENTIALS to the"
          + " key or configuration of a service account.";

  private String permit(Refusal refusal) {
    if (refusal.reason().equals("ACCESS_TOKEN_SCOPE_INSUFFICIENT")) {
      return "The access token lacks the scope "
          + GoogleClients.SCOPE
          + ": log in again with it, or give it to the machine that scans.";
    }
    if (refusal.reason().equals("SECURITY_POLICY_VIOLATED")) {
      return "A VPC Service Controls perimeter stands before "
          + service.host()
          + ": scan from inside it, or have an ingress rule for the scanner's identity.";
    }
    return "Grant "
        + refusal.metadata().getOrDefault("permission", permission)
        + ", e.g. with "
        + role
        + ": "
        + binding()
        + " --member=MEMBER --role="
        + role;
  }

  /** The command that grants a role no further up than it has to be. */
  private String binding() {
    String[] segments = parent.split("/", -1);
    if (service == GoogleService.SECRET_MANAGER) {
      return "gcloud secrets add-iam-policy-binding " + segments[3] + " --project=" + segments[1];
    }
    if (service == GoogleService.IAM) {
      // https://cloud.google.com/iam/docs/deny-access#required-roles
      return "gcloud organizations add-iam-policy-binding ORGANIZATION";
    }
    return switch (segments[0]) {
          case "folders" -> "gcloud resource-manager folders add-iam-policy-binding ";
          case "organizations" -> "gcloud organizations add-iam-policy-binding ";
          case "billingAccounts" -> "gcloud billing accounts add-iam-policy-binding ";
          default -> "gcloud projects add-iam-policy-binding ";
        }
        + segments[1];
  }

  private String enable(Refusal refusal) {
    Map<String, String> metadata = refusal.metadata();
    String disabled = metadata.getOrDefault("service", service.host());
    String consumer = metadata.getOrDefault("consumer", parent);
    String project = consumer.split("/", 3)[consumer.contains("/") ? 1 : 0];
    return "gcloud services enable " + disabled + " --project=" + project;
  }
}
