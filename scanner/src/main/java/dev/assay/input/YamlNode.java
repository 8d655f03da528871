package dev.assay.input;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A node of a YAML document that knows its place, so that whatever is wrong with it can say where.
 */
public final class YamlNode {
  /**
   * What gcloud and kubectl leave without quotes, as fingerprints and etags may be: to YAML 1.1,
   * and to Go, whose numbers have a sign there ({@code 1e+06}), it is a text.
   */
  private static final Pattern TEXT = Pattern.compile("[-+]?[0-9_]+[eE][0-9]+");

  /** Characters of the largest file; 5,000 waivers are a tenth of it. */
  private static final int LARGEST = 32 << 20;

  private static final int LONGEST_WORD = 1_000_000;

  private final String file;
  private final Node node;

  private YamlNode(String file, Node node) {
    this.file = file;
    this.node = node;
  }

  /**
   * Reads the one document of a file.
   *
   * @return empty for a file without content
   * @throws InputException if the file cannot be read or is not YAML
   */
  public static Optional<YamlNode> read(Path path) throws InputException {
    try {
      return parse(path.toString(), Files.readString(path, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new InputException(path + ": no such file", e);
    } catch (CharacterCodingException e) {
      throw new InputException(path + ": not UTF-8 text", e);
    } catch (IOException e) {
      throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  public static Optional<YamlNode> parse(String file, String text) throws InputException {
    return composed(
        file,
        text,
        yaml ->
            Optional.ofNullable(yaml.compose(new StringReader(text)))
                .filter(r -> !Tag.NULL.equals(r.getTag()))
                .map(r -> new YamlNode(file, r)));
  }

  /** The documents of a file, without empty ones. */
  public static List<YamlNode> parseAll(String file, String text) throws InputException {
    return composed(
        file,
        text,
        yaml -> {
          List<YamlNode> nodes = new ArrayList<>();
          for (Node root : yaml.composeAll(new StringReader(text))) {
            if (!Tag.NULL.equals(root.getTag())) {
              nodes.add(new YamlNode(file, root));
            }
          }
          return nodes;
        });
  }

  private static <T> T composed(String file, String text, Function<Yaml, T> composing)
      throws InputException {
    bound(file, text);
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setCodePointLimit(LARGEST);
    try {
      return composing.apply(new Yaml(new SafeConstructor(options)));
    } catch (MarkedYAMLException e) {
      String what = e.getProblem() == null ? String.valueOf(e.getContext()) : e.getProblem();
      String remedy = what.contains("'\\t(TAB)'") ? "; indent with spaces" : "";
      throw new InputException(place(file, e.getProblemMark()) + ": " + oneLine(what) + remedy, e);
    } catch (ReaderException e) {
      throw new InputException(
          "%s: the character U+%04X is not allowed in YAML; remove it"
              .formatted(place(file, text, e.getPosition()), e.getCodePoint()),
          e);
    } catch (YAMLException e) {
      throw new InputException(
          unplaced(file, text).orElse(file + ": " + oneLine(String.valueOf(e.getMessage()))), e);
    }
  }

  /** The parser takes time with the square of what stands together without a space. */
  private static void bound(String file, String text) throws InputException {
    if (text.length() > LARGEST) {
      throw new InputException(file + ": longer than 32 million characters; write less");
    }
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        start = i + 1;
      } else if (i - start >= LONGEST_WORD) {
        throw new InputException(
            place(file, text, start) + ": a million characters without a space; shorten it");
      }
    }
  }

  /** What the parser refuses without saying where: references that multiply, endless nesting. */
  private static Optional<String> unplaced(String file, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    Set<String> collections = new HashSet<>();
    int depth = 0;
    for (Event event : new Yaml(options).parse(new StringReader(text))) {
      String place = place(file, event.getStartMark());
      if (event instanceof CollectionStartEvent start) {
        collections.add(String.valueOf(start.getAnchor()));
        if (++depth > options.getNestingDepthLimit()) {
          return Optional.of(
              "%s: nested more than %d deep; write it flatter"
                  .formatted(place, options.getNestingDepthLimit()));
        }
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof AliasEvent alias && collections.contains(alias.getAnchor())) {
        return Optional.of(
            place + ": *" + alias.getAnchor() + " repeats a list or mapping; write it out");
      }
    }
    return Optional.empty();
  }

  private static String place(String file, String text, int index) {
    String before = text.substring(0, Math.min(index, text.length()));
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    return file + ":" + line + ":" + (before.length() - before.lastIndexOf('\n'));
  }

  /** An error about this node: its place, then the message. */
  public InputException error(String message) {
    return new InputException(place(file, node.getStartMark()) + ": " + message);
  }

  /** The line in which the node begins, counted from 1. */
  public int line() {
    return node.getStartMark().getLine() + 1;
  }

  /** Where the node begins, as {@code file:line:column}. */
  public String place() {
    return place(file, node.getStartMark());
  }

  /** The place with the name of the file alone, the same wherever the file lies. */
  public String origin() {
    return new YamlNode(
            file.substring(1 + Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'))), node)
        .place();
  }

  /** A key of this mapping, to say where it stands. */
  public YamlNode key(String name) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
          return new YamlNode(file, key);
        }
      }
    }
    return this;
  }

  /** The entries of a mapping whose keys must be among the known ones, each at most once. */
  public Map<String, YamlNode> mapping(Set<String> known) throws InputException {
    Map<String, YamlNode> entries = mapping();
    MappingNode mapping = (MappingNode) node;
    for (NodeTuple tuple : mapping.getValue()) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      if (!known.contains(key)) {
        throw new YamlNode(file, tuple.getKeyNode())
            .error("unknown key \"" + key + "\"" + Nearest.hint(key, known));
      }
    }
    return entries;
  }

  /** The entries of a mapping with any keys, each at most once. */
  public Map<String, YamlNode> mapping() throws InputException {
    if (!(node instanceof MappingNode mapping)) {
      throw error("expected a mapping (key: value), found " + found());
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode keyNode = new YamlNode(file, tuple.getKeyNode());
      String key = keyNode.string();
      if (entries.put(key, new YamlNode(file, tuple.getValueNode())) != null) {
        throw keyNode.error("\"" + key + "\" is given twice");
      }
    }
    return entries;
  }

  public List<YamlNode> list() throws InputException {
    if (!(node instanceof SequenceNode sequence)) {
      throw error("expected a list (- item), found " + found());
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlNode(file, item));
    }
    return items;
  }

  public List<String> strings() throws InputException {
    List<String> items = new ArrayList<>();
    for (YamlNode item : list()) {
      items.add(item.string());
    }
    return items;
  }

  /** The text of a scalar, whatever its type would be: {@code 5432} is {@code "5432"}. */
  public String string() throws InputException {
    if (!(node instanceof ScalarNode scalar) || Tag.NULL.equals(node.getTag())) {
      throw error("expected a value, found " + found());
    }
    return scalar.getValue();
  }

  /**
   * One of a few words.
   *
   * @param of what a word means
   * @param what the word is, for an error
   * @param known all words, for an error
   */
  public <T> T word(Function<String, Optional<T>> of, String what, String known)
      throws InputException {
    String text = string();
    Optional<T> meant = of.apply(text);
    if (meant.isEmpty()) {
      throw error(what + " \"" + oneLine(text) + "\": use " + known);
    }
    return meant.get();
  }

  public boolean bool() throws InputException {
    if (node instanceof ScalarNode scalar && Tag.BOOL.equals(node.getTag())) {
      return List.of("true", "yes", "on").contains(scalar.getValue().toLowerCase(Locale.ROOT));
    }
    throw error("expected true or false, found " + found());
  }

  /** The entry of a mapping that must be there. */
  public YamlNode required(Map<String, YamlNode> entries, String key) throws InputException {
    YamlNode value = entries.get(key);
    if (value == null) {
      throw error("\"" + key + "\" is missing; every entry has one");
    }
    return value;
  }

  /** A text that says something, without line breaks around it. */
  public String text() throws InputException {
    String text = string().strip();
    if (text.isEmpty()) {
      throw error("expected a text, found nothing; write it or leave the key out");
    }
    return text;
  }

  /** A whole number within bounds. */
  public int integer(int least, int most) throws InputException {
    String text = string();
    if (Tag.INT.equals(node.getTag()) && text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw error("expected a whole number from %d to %d, found %s".formatted(least, most, found()));
  }

  /** A day, written 2027-01-31. */
  public LocalDate date() throws InputException {
    String text = string();
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw error("\"" + oneLine(text) + "\" is not a day; write it as 2027-01-31");
    }
  }

  public boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /** The node and all below it as a value, typed as YAML 1.1 types plain scalars. */
  public Value value() throws InputException {
    if (node instanceof SequenceNode) {
      List<Value> items = new ArrayList<>();
      for (YamlNode item : list()) {
        items.add(item.value());
      }
      return RegoArray.of(items);
    }
    if (node instanceof MappingNode) {
      RegoObject.Builder entries = new RegoObject.Builder();
      for (Map.Entry<String, YamlNode> entry : mapping().entrySet()) {
        entries.put(entry.getKey(), entry.getValue().value());
      }
      return entries.build();
    }
    if (Tag.NULL.equals(node.getTag())) {
      return RegoNull.NULL;
    }
    if (Tag.BOOL.equals(node.getTag())) {
      return RegoBoolean.of(bool());
    }
    boolean number =
        Tag.INT.equals(node.getTag())
            || (Tag.FLOAT.equals(node.getTag()) && !TEXT.matcher(string()).matches());
    if (number && string().indexOf(':') < 0) { // 20:55 is a time to everybody but YAML 1.1
      try {
        return RegoNumber.parse(string().replace("_", ""));
      } catch (NumberFormatException e) {
        throw error("expected a decimal number, found " + found());
      }
    }
    return RegoString.of(string());
  }

  private String found() {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    if (node instanceof SequenceNode) {
      return "a list";
    }
    return Tag.NULL.equals(node.getTag())
        ? "nothing"
        : "\"" + oneLine(((ScalarNode) node).getValue()) + "\"";
  }

  private static String place(String file, @Nullable Mark mark) {
    return mark == null ? file : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").trim();
    return line.length() <= 120 ? line : line.substring(0, 117) + "...";
  }
}
