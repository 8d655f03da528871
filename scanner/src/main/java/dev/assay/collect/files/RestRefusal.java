package dev.assay.collect.files;

import dev.assay.input.InputException;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.Gap;
import java.util.Map;
import java.util.Optional;

/**
 * A recorded answer that says why there is none: {@code {"error": {"code": 403, …}}}. What was
 * asked for is missing, as it would be for whoever asks.
 */
final class RestRefusal {
  private static final int NOT_FOUND = 404;

  /** HTTP's codes for gRPC's: https://cloud.google.com/apis/design/errors. */
  private static final Map<Integer, Integer> STATUS =
      Map.of(4, 504, 5, NOT_FOUND, 7, 403, 8, 429, 14, 503, 16, 401);

  private RestRefusal() {}

  static boolean is(RegoObject answer) {
    return error(answer).get("code") instanceof RegoNumber;
  }

  /** As Google's front end writes it, or as gRPC's gateway does. */
  private static RegoObject error(RegoObject answer) {
    boolean bare = Tree.has(answer, "code") && Tree.has(answer, "message");
    return bare && !Tree.has(answer, "name") ? answer : Tree.object(answer, "error");
  }

  /**
   * Tells the gap.
   *
   * @param call what was asked for; empty if nobody wrote it down
   * @throws InputException if nobody did: then nothing can be said of anything
   */
  static void read(String file, Optional<RestCall> call, RegoObject answer, Intake into)
      throws InputException {
    RegoObject error = error(answer);
    int code = error.get("code") instanceof RegoNumber number ? (int) number.longValue() : 0;
    int status = STATUS.getOrDefault(code, code);
    String message = Tree.text(error, "message", "HTTP " + status).replaceAll("\\s+", " ");
    if (call.isEmpty()) {
      throw new InputException(file + ": the service answered with an error: " + message);
    }
    String asset = call.get().asset();
    if (status == NOT_FOUND) {
      into.remark(file + ": there is no " + asset);
      return;
    }
    if (call.get().method().equals("getIamPolicy")) {
      into.gap(
          "iam.Policy", RestShape.asInventory(asset), cause(status), message, "record it again");
      return;
    }
    Optional<String> kind = kind(asset);
    if (kind.isEmpty()) {
      into.unsupported(asset.replaceFirst("^//([^/]+)/.*", "$1"));
      return;
    }
    into.gap(kind.get(), scope(asset), cause(status), message, "record it again");
  }

  private static Gap.Cause cause(int status) {
    return switch (status) {
      case 401, 403 -> Gap.Cause.DENIED;
      case 429, 503 -> Gap.Cause.UNREACHABLE;
      case 504 -> Gap.Cause.TIMEOUT;
      default -> Gap.Cause.FAILED;
    };
  }

  /** Of a resource, or of a list of them. */
  static Optional<String> kind(String asset) {
    return RestShape.ALL.stream()
        .filter(shape -> shape.names(asset) || shape.names(asset + "/x"))
        .map(RestShape::kind)
        .findFirst();
  }

  /** A resource, or where a list would have been: {@code locations/-} are all of a project's. */
  static String scope(String asset) {
    boolean list = RestShape.ALL.stream().noneMatch(shape -> shape.names(asset));
    String scope = list ? asset.substring(0, asset.lastIndexOf('/')) : asset;
    return RestShape.asInventory(scope.replaceFirst("(/[a-zA-Z]+/-|/aggregated)(/.*)?$", ""));
  }
}
