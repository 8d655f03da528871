package dev.assay.collect.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ErrorDetails;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.rpc.RetryInfo;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A call that Google, or what lies before it, did not answer as asked: the same for gRPC and for
 * REST.
 *
 * @param code the canonical code
 * @param reason of {@code google.rpc.ErrorInfo}, e.g. {@code SERVICE_DISABLED}; empty without one
 * @param metadata of the same, e.g. the permission that was missing
 * @param answer what the service said, and what lay beneath when it could not say anything; on one
 *     line, cut
 * @param retryAfter how long the service asks to wait
 */
public record Refusal(
    Code code,
    String reason,
    Map<String, String> metadata,
    String answer,
    Optional<Duration> retryAfter) {

  private static final int LONGEST_ANSWER = 400;
  private static final String ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo";
  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  public Refusal {
    metadata = Map.copyOf(metadata);
    answer = oneLine(answer);
  }

  static Refusal of(Code code, String answer) {
    return new Refusal(code, "", Map.of(), answer, Optional.empty());
  }

  public static Refusal of(ApiException failure) {
    ErrorDetails details = failure.getErrorDetails();
    RetryInfo retry = details == null ? null : details.getRetryInfo();
    return new Refusal(
        failure.getStatusCode().getCode(),
        failure.getReason() == null ? "" : failure.getReason(),
        failure.getMetadata() == null ? Map.of() : failure.getMetadata(),
        answer(failure),
        retry == null || !retry.hasRetryDelay()
            ? Optional.empty()
            : Optional.of(noLongerThanADay(retry.getRetryDelay())));
  }

  /**
   * @param status of HTTP
   * @param retryAfter the header's value in seconds, if there was one
   * @param body Google's {@code {"error": …}}, or whatever a proxy sent
   */
  public static Refusal of(int status, Optional<String> retryAfter, String body) {
    Map<String, String> metadata = new TreeMap<>();
    String reason = "";
    String message = "HTTP " + status;
    String canonical = "";
    Optional<Duration> wait = retryAfter.flatMap(Refusal::seconds);
    if (json(body) instanceof RegoObject root && root.get("error") instanceof RegoObject error) {
      message = text(error.get("message"), message);
      canonical = text(error.get("status"), "");
      if (error.get("details") instanceof RegoArray details) {
        for (Value item : details) {
          if (!(item instanceof RegoObject detail)) {
            continue;
          }
          String type = text(detail.get("@type"), "");
          if (type.equals(ERROR_INFO)) {
            reason = text(detail.get("reason"), "");
            if (detail.get("metadata") instanceof RegoObject pairs) {
              pairs.forEach((k, v) -> metadata.put(text(k, ""), text(v, "")));
            }
          } else if (type.equals(RETRY_INFO)) {
            wait = seconds(text(detail.get("retryDelay"), "").replaceFirst("s$", ""));
          }
        }
      }
    }
    return new Refusal(code(status, canonical), reason, metadata, message, wait);
  }

  /** Whether the same call may well succeed later. */
  boolean passes() {
    return code == Code.UNAVAILABLE || code == Code.RESOURCE_EXHAUSTED;
  }

  private static Code code(int status, String canonical) {
    for (Code code : Code.values()) {
      if (code.name().equals(canonical)) {
        return code;
      }
    }
    return switch (status) {
      case 400 -> Code.INVALID_ARGUMENT;
      case 401 -> Code.UNAUTHENTICATED;
      case 403 -> Code.PERMISSION_DENIED;
      case 404 -> Code.NOT_FOUND;
      case 429 -> Code.RESOURCE_EXHAUSTED;
      case 502, 503 -> Code.UNAVAILABLE;
      case 504 -> Code.DEADLINE_EXCEEDED;
      case 501 -> Code.UNIMPLEMENTED;
      default -> status >= 500 ? Code.INTERNAL : Code.UNKNOWN;
    };
  }

  private static @Nullable Value json(String body) {
    try {
      return Json.parse(body);
    } catch (IOException notJson) {
      return null; // a proxy's page, of which the status says enough
    }
  }

  private static Duration noLongerThanADay(com.google.protobuf.Duration asked) {
    long most = Duration.ofDays(1).toSeconds();
    return Duration.ofSeconds(Math.min(asked.getSeconds(), most), asked.getNanos());
  }

  private static Optional<Duration> seconds(String text) {
    return text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")
        ? Optional.of(Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue()))
        : Optional.empty();
  }

  private static String text(@Nullable Value value, String otherwise) {
    return value instanceof RegoString string ? string.value() : otherwise;
  }

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
    return more
        ? said + ": " + deepest.getClass().getSimpleName() + ": " + deepest.getMessage()
        : said;
  }

  /** What a stranger wrote, made fit for a report: on one line, without control characters, cut. */
  static String oneLine(@Nullable String text) {
    String line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_ANSWER ? line : line.substring(0, LONGEST_ANSWER) + "…";
  }
}
