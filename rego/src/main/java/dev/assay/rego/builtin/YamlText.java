package dev.assay.rego.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.GoJson;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rego.value.Watched;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.ImplicitTuple;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Between YAML and values; what plain scalars are is told by {@link YamlScalar}. */
final class YamlText {
  /** Blank lines, comments and known directives at the beginning, as many as there are. */
  private static final Pattern HEAD =
      Pattern.compile("(?:(?:[ \\t]*(?:#[^\\n]*+)?|%(?:YAML|TAG)[ \\t][^\\n]*+)\\n)*+");

  /** What the reading library is made to give plain scalars without a tag. */
  private static final Tag UNTAGGED = new Tag("untagged");

  private static final class Untagged extends Resolver {
    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      boolean plain = kind == NodeId.scalar && implicit;
      return plain ? UNTAGGED : super.resolve(kind, value, implicit);
    }
  }

  private final Call call;
  private final IdentityHashMap<Node, Value> done = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();

  private YamlText(Call call) {
    this.call = call;
  }

  /** The first document of a text. */
  static Value parse(Call call, String text) throws BuiltinException {
    call.step(text.length());
    refuseUnknownDirectives(text);
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(500);
    try {
      Yaml yaml =
          new Yaml(
              new SafeConstructor(options),
              new Representer(new DumperOptions()),
              new DumperOptions(),
              options,
              new Untagged());
      var documents = yaml.composeAll(new WatchedReader(text, call)).iterator();
      Value value =
          documents.hasNext() ? new YamlText(call).value(documents.next()) : RegoNull.NULL;
      // What follows is not used, but must be YAML, too.
      documents.forEachRemaining(document -> call.step(1));
      return value;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      // "expected X, but got Y" in libyaml's words, which are OPA's.
      String problem =
          String.valueOf(e.getProblem())
              .replaceFirst(
                  "(?s)^(?:expected (.*), but (?:got|found) .*)$", "did not find expected $1");
      throw new BuiltinException("yaml: line " + line + ": " + problem);
    } catch (YAMLException e) {
      throw new BuiltinException("yaml: " + e.getMessage());
    }
  }

  /** Which the reading library passes over. */
  private static void refuseUnknownDirectives(String text) throws BuiltinException {
    Matcher head = HEAD.matcher(new YamlScalar.Looked(text));
    if (head.lookingAt() && head.end() < text.length() && text.charAt(head.end()) == '%') {
      throw new BuiltinException("yaml: found unknown directive name");
    }
  }

  private Value value(Node node) throws BuiltinException {
    call.step(1);
    Value known = done.get(node);
    if (known != null) {
      return known;
    }
    if (open.put(node, true) != null) {
      throw new BuiltinException("yaml: anchor contains itself");
    }
    Value value =
        node instanceof ScalarNode s
            ? scalar(s)
            : node instanceof SequenceNode s ? sequence(s) : mapping((MappingNode) node);
    open.remove(node);
    done.put(node, value);
    return value;
  }

  private Value sequence(SequenceNode node) throws BuiltinException {
    List<Value> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      items.add(value(item));
    }
    return RegoArray.of(items);
  }

  private Value mapping(MappingNode node) throws BuiltinException {
    RegoObject.Builder entries = new RegoObject.Builder();
    for (NodeTuple entry : node.getValue()) {
      if (isMerge(entry.getKeyNode())) {
        merge(entry.getValueNode(), entries);
      }
    }
    for (NodeTuple entry : node.getValue()) {
      if (!isMerge(entry.getKeyNode())) {
        entries.put(key(value(entry.getKeyNode())), value(entry.getValueNode()));
      }
    }
    return entries.build();
  }

  private static boolean isMerge(Node key) {
    return key instanceof ScalarNode s
        && s.getScalarStyle() == ScalarStyle.PLAIN
        && s.getValue().equals("<<");
  }

  private void merge(Node source, RegoObject.Builder into) throws BuiltinException {
    Value value = value(source);
    List<Value> sources = value instanceof RegoArray a ? a.asList() : List.of(value);
    for (int i = sources.size() - 1; i >= 0; i--) {
      if (!(sources.get(i) instanceof RegoObject object)) {
        throw new BuiltinException("yaml: map merge requires map or sequence of maps as the value");
      }
      into.putAll(object);
    }
  }

  private static RegoString key(Value key) throws BuiltinException {
    if (key instanceof RegoString s) {
      return s;
    }
    if (key instanceof RegoNumber || key instanceof RegoBoolean) {
      return RegoString.of(key.toString());
    }
    throw new BuiltinException("yaml: unsupported map key of type: " + key.kind().typeName());
  }

  private static Value scalar(ScalarNode node) throws BuiltinException {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.BINARY)) {
      byte[] bytes = Base64.getMimeDecoder().decode(text);
      return RegoString.of(new String(bytes, StandardCharsets.UTF_8));
    }
    boolean resolved =
        tag.equals(UNTAGGED)
            || tag.equals(Tag.INT)
            || tag.equals(Tag.FLOAT)
            || tag.equals(Tag.BOOL)
            || tag.equals(Tag.NULL);
    Value value = resolved ? YamlScalar.resolve(text) : null;
    return value == null ? RegoString.of(text) : value;
  }

  // ---- writing

  /** The writing library looks at a whole string at once, and cannot be ended within. */
  private static final int LONGEST_SCALAR = 1 << 18;

  /** Stands for the empty key, which SnakeYAML writes as none: no character, so in quotes. */
  private static final String EMPTY_KEY = "\uFFFE";

  static String write(Call call, Value value) throws BuiltinException {
    if (value.equals(RegoString.of(""))) {
      return "\"\"\n"; // SnakeYAML begins the document by a line of its own
    }
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setIndent(2);
    options.setIndicatorIndent(0);
    options.setWidth(Integer.MAX_VALUE);
    options.setSplitLines(false);
    StringWriter out = new StringWriter();
    Emitter emitter = new Emitter(out, options);
    try {
      emitter.emit(new StreamStartEvent(null, null));
      emitter.emit(new DocumentStartEvent(null, null, false, null, Map.of()));
      write(call, value, emitter);
      emitter.emit(new DocumentEndEvent(null, null, false));
      emitter.emit(new StreamEndEvent(null, null));
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return supplementaryEscaped(out.toString().replace("\"\\ufffe\":", "\"\":"));
  }

  /** Such characters are in double quotes only, see {@link #string}. */
  private static String supplementaryEscaped(String yaml) {
    if (!hasSupplementary(yaml)) {
      return yaml;
    }
    StringBuilder escaped = new StringBuilder(yaml.length());
    yaml.codePoints()
        .forEach(
            c -> {
              if (Character.isSupplementaryCodePoint(c)) {
                escaped.append(String.format(Locale.ROOT, "\\U%08X", c));
              } else {
                escaped.append((char) c);
              }
            });
    return escaped.toString();
  }

  private static boolean hasSupplementary(String text) {
    for (int i = 1; i < text.length(); i++) {
      Watched.look(i);
      if (Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static void write(Call call, Value value, Emitter out)
      throws IOException, BuiltinException {
    call.step(1);
    if (value instanceof RegoObject object) {
      FlowStyle style = object.size() == 0 ? FlowStyle.FLOW : FlowStyle.BLOCK;
      out.emit(new MappingStartEvent(null, null, true, null, null, style));
      Map<String, Value> entries = new TreeMap<>(YamlText::compareKeys);
      object.forEach(
          (k, v) -> entries.put(k instanceof RegoString s ? s.value() : GoJson.compact(k), v));
      for (Map.Entry<String, Value> entry : entries.entrySet()) {
        string(entry.getKey().isEmpty() ? EMPTY_KEY : entry.getKey(), out);
        write(call, entry.getValue(), out);
      }
      out.emit(new MappingEndEvent(null, null));
    } else if (value instanceof RegoArray || value instanceof RegoSet) {
      List<Value> items = value instanceof RegoArray a ? a.asList() : ((RegoSet) value).asList();
      FlowStyle style = items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
      out.emit(new SequenceStartEvent(null, null, true, null, null, style));
      for (Value item : items) {
        write(call, item, out);
      }
      out.emit(new SequenceEndEvent(null, null));
    } else if (value instanceof RegoString s) {
      string(s.value(), out);
    } else if (value instanceof RegoNumber n && !n.isLong()) {
      scalar(GoFloat.format(n.doubleValue(), 'g', GoFloat.SHORTEST), ScalarStyle.PLAIN, out);
    } else {
      scalar(value.toString(), ScalarStyle.PLAIN, out);
    }
  }

  /** Numbers in keys count as numbers: {@code b9} before {@code b10}; letters after all else. */
  private static int compareKeys(String a, String b) {
    Watched.look();
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      Watched.look(i);
      i++;
    }
    if (i == a.length() || i == b.length()) {
      return Integer.compare(a.length(), b.length());
    }
    boolean letterA = Character.isLetter(a.charAt(i));
    boolean letterB = Character.isLetter(b.charAt(i));
    boolean digitsBefore = i > 0 && isDigit(a.charAt(i - 1));
    if (letterA != letterB) {
      return letterA == digitsBefore ? -1 : 1;
    }
    if (!letterA && (isDigit(a.charAt(i)) || isDigit(b.charAt(i)))) {
      long first = a.charAt(i) == '0' || b.charAt(i) == '0' ? digitBefore(a, i) : 0;
      int c = Long.compare(digitsFrom(a, i, first), digitsFrom(b, i, first));
      c = c == 0 ? Integer.compare(endOfDigits(a, i), endOfDigits(b, i)) : c;
      if (c != 0) {
        return c;
      }
    }
    return Character.compare(a.charAt(i), b.charAt(i));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** 1 if a digit that is not 0 precedes, so that zeros after it count. */
  private static long digitBefore(String s, int at) {
    int i = at - 1;
    while (i >= 0 && s.charAt(i) == '0') {
      i--;
    }
    return i >= 0 && isDigit(s.charAt(i)) ? 1 : 0;
  }

  /** As OPA's library counts: too large numbers overflow. */
  private static long digitsFrom(String s, int at, long first) {
    long n = first;
    int end = endOfDigits(s, at);
    for (int i = at; i < end; i++) {
      n = n * 10 + (s.charAt(i) - '0');
    }
    return n;
  }

  private static int endOfDigits(String s, int at) {
    int end = at;
    while (end < s.length() && isDigit(s.charAt(end))) {
      Watched.look(end);
      end++;
    }
    return end;
  }

  private static void string(String text, Emitter out) throws IOException, BuiltinException {
    if (text.length() > LONGEST_SCALAR) {
      throw new BuiltinException(
          "yaml: a string of more than " + LONGEST_SCALAR + " characters is not written");
    }
    if (hasSupplementary(text)) { // which OPA's library takes for not printable
      scalar(text, ScalarStyle.DOUBLE_QUOTED, out);
    } else if (text.indexOf('\n') >= 0) {
      scalar(text, ScalarStyle.LITERAL, out);
    } else {
      scalar(
          text, YamlScalar.needsQuotes(text) ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN, out);
    }
  }

  private static void scalar(String text, ScalarStyle style, Emitter out) throws IOException {
    out.emit(new ScalarEvent(null, null, new ImplicitTuple(true, true), text, null, null, style));
  }
}
