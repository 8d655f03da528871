package dev.assay.collect.files;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a recorded call asked for.
 *
 * @param asset the full name of the resource or of the list, {@code
 *     //alloydb.googleapis.com/projects/p/locations/-/clusters}
 * @param method of the resource, {@code getIamPolicy}; empty if the resource itself is meant
 * @param asks whether it only asks, and changes nothing
 */
record RestCall(String asset, String method, boolean asks) {
  private static final Pattern CALL =
      Pattern.compile("([A-Z]+) https://([^/]+)/(?:[a-z]+/)?v[0-9][0-9a-z]*/([^?]*)(?:\\?.*)?");
  private static final Pattern METHOD = Pattern.compile("(.*):([a-zA-Z]+)");
  private static final Pattern NODE =
      Pattern.compile("(?:^|/)((?:projects|folders|organizations|billingAccounts)/[^/]+)");

  /** A call that is written {@code GET https://HOST/v1/PATH?…}; empty if it is not. */
  static Optional<RestCall> of(String request) {
    Matcher call = CALL.matcher(request);
    if (!call.matches()) {
      return Optional.empty();
    }
    String asset = "//" + call.group(2) + "/";
    String path = URLDecoder.decode(call.group(3), StandardCharsets.UTF_8);
    Matcher method = METHOD.matcher(path);
    boolean asks = call.group(1).equals("GET");
    return method.matches()
        ? Optional.of(new RestCall(asset + method.group(1), method.group(2), asks))
        : Optional.of(new RestCall(asset + path, "", asks));
  }

  /** The project, folder, organization or billing account in a name; empty if there is none. */
  static Optional<String> node(String name) {
    Matcher node = NODE.matcher(name);
    return node.find() ? Optional.of(node.group(1)) : Optional.empty();
  }

  String host() {
    return asset.substring(2, asset.indexOf('/', 2));
  }

  /** What was asked for, without names: {@code alloydb.googleapis.com/clusters}. */
  String type() {
    String[] steps = asset.substring(2).split("/", -1);
    String last = steps[steps.length - 1];
    boolean list = steps.length % 2 == 0;
    return host() + "/" + (list ? last : steps[steps.length - 2]);
  }
}
