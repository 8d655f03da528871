package dev.assay.collect.postgresql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A password file: lines {@code host:port:database:user:password}, {@code *} for any, backslash
 * before a colon or backslash. The first line that fits counts. As libpq does, a file that group or
 * others may read is not used. Source: <a
 * href="https://www.postgresql.org/docs/current/libpq-pgpass.html">The Password File</a>.
 */
final class PasswordFile {
  private PasswordFile() {}

  /**
   * What the file says for one connection.
   *
   * @param password empty if it has none
   * @param warning why the file was not used; empty if it was, or is not there
   */
  record Answer(String password, String warning) {
    static final Answer NONE = new Answer("", "");

    @Override
    public String toString() {
      return "Answer[password=…, warning=" + warning + "]";
    }
  }

  static Answer ask(Path file, String host, int port, String database, String user) {
    if (!Files.exists(file)) {
      return Answer.NONE;
    }
    try {
      if (othersMayRead(file)) {
        return new Answer("", file + " was not used: group or others may read it; chmod 0600 it");
      }
      List<String> wanted = List.of(host, String.valueOf(port), database, user);
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        List<String> fields = fields(line);
        if (!line.startsWith("#") && fields.size() >= 5 && fits(fields, wanted)) {
          return new Answer(fields.get(4), "");
        }
      }
      return Answer.NONE;
    } catch (IOException e) {
      return new Answer("", file + " could not be read: " + e.getClass().getSimpleName());
    }
  }

  private static boolean othersMayRead(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    return permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER"));
  }

  private static boolean fits(List<String> fields, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        field.append(line.charAt(++i));
      } else if (c == ':' && fields.size() < 4) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
