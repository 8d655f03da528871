package dev.assay.workbench;

import dev.assay.input.InputException;
import dev.assay.rego.Policy;
import dev.assay.rego.ast.Dialect;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Policies and data as OPA reads them from files: the documents of a folder lie in {@code data}
 * under the names of the folders below it, their own names do not count
 * (https://www.openpolicyagent.org/docs/cli#eval).
 */
public final class DataFiles {
  private static final Pattern RULE_PACKAGE = Pattern.compile("(?m)^package\\s+assay\\.rules\\b");

  private final List<PathMatcher> ignored;
  private final List<RegoSource> policies = new ArrayList<>();
  private final Dialect dialect;
  private RegoObject data = RegoObject.EMPTY;

  private DataFiles(Dialect dialect, List<PathMatcher> ignored) {
    this.dialect = dialect;
    this.ignored = ignored;
  }

  /**
   * Reads files, and folders with all that is in them ({@code .rego}, {@code .json}, {@code .yaml},
   * {@code .yml}). A folder of Assay's rules gives its Rego only: cases and schemas are no data.
   *
   * @param dialect of the policies
   * @throws InputException if one cannot be read, or documents contradict each other
   */
  public static DataFiles read(List<Path> paths, Dialect dialect) throws InputException {
    return read(paths, dialect, List.of());
  }

  /**
   * As {@link #read(List, Dialect)}, without the files and folders below whose names match one of
   * these patterns, e.g. {@code *.yaml}.
   *
   * @throws InputException as {@link #read(List, Dialect)}, or if a pattern is none
   */
  public static DataFiles read(List<Path> paths, Dialect dialect, List<String> ignored)
      throws InputException {
    List<PathMatcher> matchers = new ArrayList<>();
    for (String pattern : ignored) {
      try {
        matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
      } catch (PatternSyntaxException e) {
        throw new InputException("--ignore: no pattern: " + e.getDescription(), e);
      }
    }
    DataFiles read = new DataFiles(dialect, matchers);
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        read.addFolder(path.normalize());
      } else if (!Files.exists(path)) {
        throw new InputException(path + ": no such file");
      } else if (kind(path).isEmpty()) {
        throw new InputException(path + ": no .rego, .json or .yaml file");
      } else {
        read.add(path, List.of());
      }
    }
    return read;
  }

  /**
   * A JSON or YAML document.
   *
   * @throws InputException if it cannot be read
   */
  public static Value document(Path file) throws InputException {
    if (kind(file).equals("yaml")) {
      return yaml(file, text(file));
    }
    // As a stream: the text of a large document would lie in memory beside its values.
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return new Json().read(text);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (CharacterCodingException e) {
      throw new InputException(file + ": not UTF-8 text", e);
    } catch (IOException e) {
      throw new InputException(file + ": no JSON: " + e.getMessage(), e);
    }
  }

  /** As Rego's own function reads YAML: anchors, types and all. */
  private static Value yaml(Path file, String text) throws InputException {
    Policy none = Policy.compile(List.of());
    Limits limits = Limits.none(Instant.EPOCH).withStrictErrors();
    try {
      return none.over(RegoObject.EMPTY, limits)
          .evaluate(none.query("yaml.unmarshal(input)"), RegoString.of(text))
          .value()
          .orElseThrow();
    } catch (RegoException e) {
      String reason = e.errors().get(0).message().replaceFirst("^yaml.unmarshal: ", "");
      throw new InputException(file + ": " + reason, e);
    }
  }

  /** Whether a folder holds rules of Assay's shape, {@code AREA/NAME/rule.rego}. */
  public static boolean holdsRules(Path folder) throws InputException {
    for (Path file : new DataFiles(Dialect.V1, List.of()).filesIn(folder)) {
      if (file.endsWith("rule.rego")
          && (Files.exists(file.resolveSibling("cases.yaml"))
              || RULE_PACKAGE.matcher(text(file)).find())) {
        return true;
      }
    }
    return false;
  }

  public List<RegoSource> policies() {
    return List.copyOf(policies);
  }

  public RegoObject data() {
    return data;
  }

  private void addFolder(Path folder) throws InputException {
    boolean rules = holdsRules(folder);
    for (Path file : filesIn(folder)) {
      if (!rules || kind(file).equals("rego")) {
        Path below = folder.relativize(file).getParent();
        add(file, below == null ? List.of() : names(below));
      }
    }
  }

  private void add(Path file, List<String> folders) throws InputException {
    if (kind(file).equals("rego")) {
      policies.add(new RegoSource(file.toString(), text(file), dialect));
    } else if (!kind(file).isEmpty()) {
      Value document = document(file);
      for (int i = folders.size() - 1; i >= 0; i--) {
        document = RegoObject.of(folders.get(i), document);
      }
      if (!(document instanceof RegoObject object)) {
        throw new InputException(file + ": expected an object at the root of the data");
      }
      data = merged(data, object, file);
    }
  }

  private static RegoObject merged(RegoObject one, RegoObject other, Path file)
      throws InputException {
    RegoObject.Builder both = new RegoObject.Builder().putAll(one);
    for (Value key : other.keys()) {
      Value there = one.get(key);
      Value added = other.get(key);
      if (there instanceof RegoObject a && added instanceof RegoObject b) {
        both.put(key, merged(a, b, file));
      } else if (there != null) {
        throw new InputException(file + ": another file has data at " + key + " already");
      } else if (added != null) {
        both.put(key, added);
      }
    }
    return both.build();
  }

  private List<Path> filesIn(Path folder) throws InputException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !isIgnored(folder.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean isIgnored(Path file) {
    for (Path name : file) {
      if (ignored.stream().anyMatch(matcher -> matcher.matches(name))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> names(Path folder) {
    List<String> names = new ArrayList<>();
    folder.forEach(name -> names.add(name.toString()));
    return names;
  }

  /** What is in a file, by the end of its name; empty if it is nothing for us. */
  private static String kind(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String end = name.substring(name.lastIndexOf('.') + 1);
    return switch (end) {
      case "rego", "json", "yaml" -> end;
      case "yml" -> "yaml";
      default -> "";
    };
  }

  private static String text(Path file) throws InputException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (CharacterCodingException e) {
      throw new InputException(file + ": not UTF-8 text", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
