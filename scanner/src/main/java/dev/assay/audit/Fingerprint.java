package dev.assay.audit;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.snapshot.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a finding is known by from scan to scan: SHA-256 in hex of rule id, resource id and place.
 * An index in the place counts by what stands there, so that a list may be ordered anew.
 */
public final class Fingerprint {
  private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([0-9]{1,9})]");

  private Fingerprint() {}

  /**
   * @param place in the resource; empty for the whole of it
   */
  public static String of(String rule, String resource, String place) {
    MessageDigest digest = Digests.sha256();
    digest.update((rule + "\0" + resource + "\0" + place).getBytes(StandardCharsets.UTF_8));
    return Digests.hex(digest);
  }

  /** Of a place in data; where nothing is found at it, the place counts as it is written. */
  static String of(String rule, String resource, String at, RegoObject data) {
    return of(rule, resource, at.indexOf('[') < 0 ? at : place(at, data));
  }

  private static String place(String at, RegoObject data) {
    StringBuilder place = new StringBuilder();
    Matcher step = STEP.matcher(at);
    Value here = data;
    int end = 0;
    while (end < at.length()) {
      if (!step.find(end) || step.start() != end) {
        return at;
      }
      end = step.end();
      if (step.group(1) != null) {
        Value next = here instanceof RegoObject o ? o.get(step.group(1)) : null;
        if (next == null) {
          return at;
        }
        here = next;
        place.append(step.group());
      } else {
        int index = Integer.parseInt(step.group(2));
        if (!(here instanceof RegoArray array) || index >= array.size()) {
          return at;
        }
        here = array.get(index);
        place.append('[').append(Json.write(around(here, at.substring(end)))).append(']');
      }
    }
    return place.toString();
  }

  /** An entry without the member that the rest of the place leads into, which is told by itself. */
  private static Value around(Value entry, String rest) {
    Matcher into = STEP.matcher(rest);
    if (!(entry instanceof RegoObject object) || !into.lookingAt() || into.group(1) == null) {
      return entry;
    }
    RegoObject.Builder others = new RegoObject.Builder();
    Value member = RegoString.of(into.group(1));
    object.forEach(
        (key, value) -> {
          if (!key.equals(member)) {
            others.put(key, value);
          }
        });
    return others.build();
  }
}
