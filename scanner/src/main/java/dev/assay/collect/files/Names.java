package dev.assay.collect.files;

import java.util.regex.Pattern;

/** Names of fields in the spellings of different files. */
final class Names {
  private static final Pattern UNDERSCORE = Pattern.compile("_([a-zA-Z0-9])");

  private Names() {}

  /** {@code automated_backup_policy} is {@code automatedBackupPolicy}. */
  static String camel(String snake) {
    return UNDERSCORE
        .matcher(snake)
        .replaceAll(found -> found.group(1).toUpperCase(java.util.Locale.ROOT));
  }
}
