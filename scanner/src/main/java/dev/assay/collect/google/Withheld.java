package dev.assay.collect.google;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resources as they are kept: without nulls, which stand for what is not set
 * (https://protobuf.dev/programming-guides/json/) and would hide its default, and without the
 * secrets that people put into them: environment variables, metadata of machines, fields named for
 * a secret, labels of notification channels. In the place of a value stands what a rule may know of
 * it: whether it is empty, whether it is a URL, and whether that has a password in it.
 */
public final class Withheld {
  /** Lists of {@code {"name" or "key", "value"}}. */
  private static final Set<String> PAIRS = Set.of("env", "items");

  /** Maps of names to values. */
  private static final Set<String> MAPS =
      Set.of("environmentVariables", "buildEnvironmentVariables", "sensitiveLabels");

  private static final Pattern NAMED_FOR_A_SECRET =
      Pattern.compile(
          "(?i).*(password|passwd|private_?key|private_?key_?data|client_?key|secret_?key|"
              + "auth_?token|access_?token|refresh_?token|api_?key|service_?key|client_?secret)");
  private static final Pattern URL = Pattern.compile("(?is)[a-z][a-z0-9+.:-]*://.*");
  private static final Pattern URL_WITH_PASSWORD =
      Pattern.compile(
          "(?is)[a-z][a-z0-9+.:-]*://[^/?#@\\s]*:[^/?#@\\s]+@.*|.*[?&;]password=[^&;].*");

  private Withheld() {}

  /** The resource without what nobody may keep. */
  public static RegoObject in(RegoObject data) {
    return (RegoObject) in("", data);
  }

  /** The resource with all that is text in one of its objects withheld. */
  public static RegoObject values(RegoObject data, String field) {
    if (!(data.get(field) instanceof RegoObject object)) {
      return data;
    }
    RegoObject.Builder clean = new RegoObject.Builder(object.size());
    object.forEach(
        (key, value) ->
            clean.put(key, value instanceof RegoString text ? known(text.value()) : value));
    return new RegoObject.Builder().putAll(data).put(field, clean.build()).build();
  }

  private static Value in(String name, Value value) {
    if (value instanceof RegoArray array) {
      List<Value> items = new ArrayList<>(array.size());
      for (Value item : array) {
        items.add(
            PAIRS.contains(name) && item instanceof RegoObject pair ? pair(pair) : in("", item));
      }
      return RegoArray.of(items);
    }
    if (value instanceof RegoObject object) {
      RegoObject.Builder clean = new RegoObject.Builder(object.size());
      object.forEach(
          (key, v) -> {
            if (!(v instanceof RegoNull)) {
              clean.put(key, member(name, text(key), v));
            }
          });
      return clean.build();
    }
    return value;
  }

  private static Value member(String of, String name, Value value) {
    if (value instanceof RegoString text) {
      if (MAPS.contains(of)) {
        return known(text.value());
      }
      if (NAMED_FOR_A_SECRET.matcher(name).matches()) {
        return RegoObject.of("withheld", known(text.value()));
      }
    }
    return in(name, value);
  }

  private static RegoObject pair(RegoObject pair) {
    Value literal = pair.get("value");
    if (!(literal instanceof RegoString text)) {
      return in(pair);
    }
    RegoObject.Builder clean = new RegoObject.Builder(pair.size());
    pair.forEach(
        (key, value) -> {
          if (!text(key).equals("value")) {
            clean.put(key, in(text(key), value));
          }
        });
    return clean.put("withheld", known(text.value())).build();
  }

  private static RegoObject known(String value) {
    return new RegoObject.Builder(3)
        .put("empty", RegoBoolean.of(value.isEmpty()))
        .put("url", RegoBoolean.of(URL.matcher(value).matches()))
        .put("urlWithPassword", RegoBoolean.of(URL_WITH_PASSWORD.matcher(value).matches()))
        .build();
  }

  private static String text(@Nullable Value value) {
    return value instanceof RegoString string ? string.value() : "";
  }
}
