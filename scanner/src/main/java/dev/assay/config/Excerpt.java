package dev.assay.config;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration sets of rules, for evidence: the lines that do, where they stand, and empty
 * lines in place of all others, which may hold what is not to be shown (URLs). So a report that
 * tells of a line tells of the same line here.
 */
public final class Excerpt {
  private static final Set<String> KEPT =
      Set.of("production", "parameters", "overrides", "profiles");

  private Excerpt() {}

  /** The keys of what evidence keeps: these, and where it keeps the team's files. */
  public static Set<String> keys() {
    Set<String> keys = new TreeSet<>(KEPT);
    keys.addAll(List.of("waivers", "attestations"));
    return keys;
  }

  /**
   * @throws InputException if the lines cannot stand alone
   */
  public static String of(Path file) throws InputException {
    Optional<YamlNode> document = YamlNode.read(file);
    if (document.isEmpty()) {
      return "";
    }
    YamlNode root = document.get();
    Map<String, YamlNode> keys = root.mapping();
    if (keys.keySet().stream().noneMatch(KEPT::contains)) {
      return "";
    }
    String text = kept(lines(file), root, keys);
    check(file, root, keys, text);
    return text;
  }

  private static List<String> lines(Path file) throws InputException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String kept(List<String> lines, YamlNode root, Map<String, YamlNode> keys) {
    List<String> kept = new ArrayList<>();
    List<String> names = List.copyOf(keys.keySet());
    int next = 0;
    boolean keep = false;
    for (int i = 0; i < lines.size(); i++) {
      while (next < names.size() && root.key(names.get(next)).line() <= i + 1) {
        keep = KEPT.contains(names.get(next++));
      }
      String line = lines.get(i);
      kept.add(keep && !line.strip().startsWith("#") ? line : "");
    }
    return String.join("\n", kept).stripTrailing() + "\n";
  }

  /** An excerpt that says something else is none. */
  private static void check(Path file, YamlNode root, Map<String, YamlNode> keys, String text)
      throws InputException {
    Map<String, YamlNode> again = Map.of();
    try {
      Optional<YamlNode> excerpt = YamlNode.parse(file.toString(), text);
      again = excerpt.isEmpty() ? Map.of() : excerpt.get().mapping(KEPT);
    } catch (InputException e) {
      throw alone(root, e);
    }
    for (String name : KEPT) {
      YamlNode was = keys.get(name);
      YamlNode is = again.get(name);
      if (was != null && (is == null || !is.place().equals(was.place()) || !same(was, is))) {
        throw alone(was, null);
      }
    }
  }

  private static boolean same(YamlNode was, YamlNode is) throws InputException {
    return was.value().equals(is.value());
  }

  private static InputException alone(YamlNode node, @Nullable Throwable e) {
    InputException error =
        node.error(
            "evidence keeps these lines without the others; write one key a line, without references"
                + " to elsewhere in the file");
    if (e != null) {
      error.initCause(e);
    }
    return error;
  }
}
