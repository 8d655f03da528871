package dev.assay.collect.postgresql;

import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A row of {@code pg_settings}, which is all text, with numbers as numbers: a rule that compares
 * them then compares numbers. File modes become octal text in every column; the catalog has them so
 * in one, and in decimal in the others. On and off stay text, as PostgreSQL writes them.
 */
final class TypedSetting {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+([.][0-9]+)?(e[+-]?[0-9]+)?");
  private static final Pattern MODE = Pattern.compile("0[0-7]{3}");
  private static final List<String> VALUES = List.of("value", "reset_val", "boot_val");

  private TypedSetting() {}

  static RegoObject of(RegoObject row) {
    String type = row.get("vartype") instanceof RegoString s ? s.value() : "";
    if (!type.equals("integer") && !type.equals("real")) {
      return row;
    }
    boolean mode = row.get("value") instanceof RegoString s && MODE.matcher(s.value()).matches();
    RegoObject.Builder typed = new RegoObject.Builder().putAll(row);
    for (String field : VALUES) {
      if (row.get(field) instanceof RegoString s && NUMBER.matcher(s.value()).matches()) {
        typed.put(field, mode ? octal(s.value()) : RegoNumber.parse(s.value()));
      }
    }
    return typed.build();
  }

  private static Value octal(String text) {
    return RegoString.of(
        MODE.matcher(text).matches() ? text : "%04o".formatted(Integer.parseInt(text)));
  }
}
