package dev.assay.collect.postgresql;

import dev.assay.input.InputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instance of AlloyDB or Cloud SQL by its name.
 *
 * @param name as connections have it: {@code projects/P/locations/L/clusters/C/instances/I} of
 *     AlloyDB, {@code P:REGION:NAME} of Cloud SQL
 */
public record GoogleInstance(String name) {
  public static final String FORMS =
      "projects/P/locations/L/clusters/C/instances/I (AlloyDB) or PROJECT:REGION:NAME (Cloud SQL)";

  private static final String ALLOYDB = "//alloydb.googleapis.com/";
  private static final Pattern ALLOYDB_NAME =
      Pattern.compile("projects/([^/]+)/locations/([^/]+)/clusters/([^/]+)/instances/([^/]+)");

  /** A project of a domain has a colon of its own: {@code example.com:project}. */
  private static final Pattern SQL_NAME =
      Pattern.compile("((?:[a-z0-9.-]+:)?[a-z0-9-]+):([a-z0-9-]+):([a-z0-9-]+)");

  /**
   * @throws InputException if it is no such name
   */
  public static GoogleInstance parse(String text) throws InputException {
    String name = text.startsWith(ALLOYDB) ? text.substring(ALLOYDB.length()) : text;
    if (!ALLOYDB_NAME.matcher(name).matches() && !SQL_NAME.matcher(name).matches()) {
      throw new InputException("\"" + text + "\" names no instance: write " + FORMS);
    }
    return new GoogleInstance(name);
  }

  public boolean isAlloyDb() {
    return name.startsWith("projects/");
  }

  /** The resource's id, as the collectors of Google Cloud tell it. */
  public String id() {
    if (isAlloyDb()) {
      return ALLOYDB + name;
    }
    return "//cloudsql.googleapis.com/projects/" + project() + "/instances/" + part(3);
  }

  /** The id of the project. */
  public String project() {
    return part(1);
  }

  /**
   * A host's name for it, under which a server is told that was not reached by an address of its
   * own: several networks may have the same addresses.
   */
  String host() {
    String path =
        isAlloyDb()
            ? part(4) + "." + part(3) + "." + part(2) + "." + part(1) + ".alloydb"
            : part(3) + "." + part(2) + "." + part(1) + ".cloudsql";
    return path.replace(':', '.').toLowerCase(Locale.ROOT);
  }

  private String part(int group) {
    Matcher m = (isAlloyDb() ? ALLOYDB_NAME : SQL_NAME).matcher(name);
    if (!m.matches()) {
      throw new IllegalStateException(name + ": write " + FORMS);
    }
    return m.group(group);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
