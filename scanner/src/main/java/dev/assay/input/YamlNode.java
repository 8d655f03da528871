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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A node of a YAML document that knows its place, so that whatever is wrong with it can say where.
 */
public final class YamlNode {
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
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      return Optional.ofNullable(root)
          .filter(r -> !Tag.NULL.equals(r.getTag()))
          .map(r -> new YamlNode(file, r));
    } catch (MarkedYAMLException e) {
      String what = e.getProblem() == null ? String.valueOf(e.getContext()) : e.getProblem();
      throw new InputException(place(file, e.getProblemMark()) + ": " + oneLine(what), e);
    } catch (YAMLException e) {
      throw new InputException(file + ": " + oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  /** An error about this node: its place, then the message. */
  public InputException error(String message) {
    return new InputException(place(file, node.getStartMark()) + ": " + message);
  }

  /** Where the node begins, as {@code file:line:column}. */
  public String place() {
    return place(file, node.getStartMark());
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

  public boolean bool() throws InputException {
    if (node instanceof ScalarNode scalar && Tag.BOOL.equals(node.getTag())) {
      return List.of("true", "yes", "on").contains(scalar.getValue().toLowerCase(Locale.ROOT));
    }
    throw error("expected true or false, found " + found());
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
    if (Tag.INT.equals(node.getTag()) || Tag.FLOAT.equals(node.getTag())) {
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
