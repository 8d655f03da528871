package dev.assay.rulepack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file of a rule pack.
 *
 * @param name by which errors call it
 * @param path below the pack, with slashes: {@code alloydb/automated_backups/rule.rego}
 */
public record PackFile(String name, String path, String text) {
  private static final String BUNDLED = "assay/rules";

  /** The folder that the file is in, below the pack. */
  public String folder() {
    int end = path.lastIndexOf('/');
    return end < 0 ? "" : path.substring(0, end);
  }

  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether it is a rule of a folder's own. */
  boolean isRule() {
    return fileName().equals("rule.rego");
  }

  /** Whether it is Rego that rules are made of, not a test of it. */
  boolean isModule() {
    return path.endsWith(".rego") && !path.endsWith("_test.rego");
  }

  /** A line, and a caret below its column, each on a line of its own; both count from 1. */
  String excerpt(int line, int column) {
    String shown = text.lines().skip(line - 1L).findFirst().orElse("");
    StringBuilder out = new StringBuilder("\n\t").append(shown).append("\n\t");
    shown.chars().limit(column - 1L).forEach(c -> out.append(c == '\t' ? '\t' : ' '));
    return out.append('^').toString();
  }

  /** The files that come with Assay, from its jar or from a folder of classes. */
  static List<PackFile> bundled() {
    URL url = PackFile.class.getClassLoader().getResource(BUNDLED + "/");
    if (url == null) {
      throw new IllegalStateException("the rules are missing from this installation of Assay");
    }
    try {
      URI uri = url.toURI();
      if (!uri.getScheme().equals("jar")) {
        return in(Path.of(uri), "rules");
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return in(jar.getPath(BUNDLED), "rules");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the rules that come with Assay cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(url + " is no URI", e);
    }
  }

  /**
   * The files of a folder of rules, in the order of their paths.
   *
   * @throws RulePackException if one cannot be read
   */
  static List<PackFile> in(Path folder) {
    try {
      return in(folder, folder.toString());
    } catch (IOException e) {
      throw new RulePackException(List.of(folder + ": cannot be read: " + e.getMessage()));
    }
  }

  private static List<PackFile> in(Path folder, String name) throws IOException {
    List<PackFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        if (belongs(path)) {
          files.add(new PackFile(name + "/" + path, path, text(file, name + "/" + path)));
        }
      }
    }
    files.sort((a, b) -> a.path().compareTo(b.path()));
    return files;
  }

  private static String text(Path file, String name) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new RulePackException(List.of(name + ": not UTF-8 text"));
    }
  }

  /** What a build has put below the folder does not belong to it. */
  private static boolean belongs(String path) {
    if (path.startsWith("target/")) {
      return false;
    }
    return path.endsWith(".rego")
        || path.endsWith("/cases.yaml")
        || (path.startsWith("schema/") && path.endsWith(".json"));
  }
}
