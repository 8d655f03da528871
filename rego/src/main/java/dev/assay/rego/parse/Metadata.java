package dev.assay.rego.parse;

import dev.assay.rego.ast.Annotation;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** The METADATA blocks of a source: YAML in comments, each before what it speaks of. */
final class Metadata {
  private final RegoSource source;
  private final List<Comment> comments;
  private int next;

  Metadata(RegoSource source, List<Comment> comments) {
    this.source = source;
    this.comments = comments;
  }

  /** The blocks between the last statement asked for and the line of the next. */
  List<Annotation> before(int line, Annotation.Scope usual) {
    List<Annotation> found = new ArrayList<>();
    while (next < comments.size() && comments.get(next).line() < line) {
      Comment first = comments.get(next++);
      if (!first.text().strip().startsWith("METADATA")) {
        continue;
      }
      int start = next;
      int expected = first.line() + 1;
      while (next < comments.size()
          && comments.get(next).line() == expected
          && comments.get(next).column() == 1) {
        next++;
        expected++;
      }
      Location at = new Location(source, first.line(), first.column());
      found.add(annotation(comments.subList(start, next), at, usual));
    }
    return found;
  }

  private Annotation annotation(List<Comment> lines, Location at, Annotation.Scope usual) {
    Object yaml = parse(lines, at);
    if (!(yaml instanceof Map<?, ?> map) || map.isEmpty()) {
      throw Tokens.error("expected METADATA block, found whitespace", at);
    }
    RegoObject.Builder content = new RegoObject.Builder();
    Annotation.Scope scope = usual;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      Value value = value(entry.getValue(), at);
      switch (key) {
        case "scope" -> scope = scope(value, usual, at);
        case "authors" -> content.put(key, authors(value));
        case "related_resources" -> content.put(key, each(value, v -> asObject("ref", v)));
        default -> content.put(key, value);
      }
    }
    content.put("scope", scope.text());
    return new Annotation(scope, content.build(), at);
  }

  private static Annotation.Scope scope(Value value, Annotation.Scope usual, Location at) {
    boolean onPackage = usual == Annotation.Scope.PACKAGE;
    for (Annotation.Scope scope : Annotation.Scope.values()) {
      if (value instanceof RegoString s && s.value().equals(scope.text())) {
        boolean ofPackage =
            scope == Annotation.Scope.PACKAGE || scope == Annotation.Scope.SUBPACKAGES;
        if (ofPackage != onPackage) {
          throw Tokens.error(
              "annotation scope '"
                  + scope.text()
                  + "' must be applied to "
                  + (ofPackage ? "package" : "rule"),
              at);
        }
        return scope;
      }
    }
    throw Tokens.error(
        "invalid annotation scope " + value + ": use rule, document, package or subpackages", at);
  }

  /** {@code Jane Doe <jane@example.com>} becomes an object of name and email. */
  private static Value authors(Value authors) {
    return each(
        authors,
        author -> {
          if (!(author instanceof RegoString s)) {
            return author;
          }
          String text = s.value().strip();
          int open = text.lastIndexOf('<');
          if (open < 0 || !text.endsWith(">")) {
            return RegoObject.of("name", RegoString.of(text));
          }
          RegoObject.Builder object = new RegoObject.Builder();
          if (open > 0) {
            object.put("name", text.substring(0, open).strip());
          }
          return object.put("email", text.substring(open + 1, text.length() - 1)).build();
        });
  }

  private static Value asObject(String key, Value value) {
    return value instanceof RegoString ? RegoObject.of(key, value) : value;
  }

  private static Value each(Value value, UnaryOperator<Value> change) {
    if (!(value instanceof RegoArray array)) {
      return value;
    }
    return RegoArray.of(array.asList().stream().map(change).toList());
  }

  private @Nullable Object parse(List<Comment> lines, Location at) {
    StringBuilder text = new StringBuilder();
    for (Comment line : lines) {
      text.append(line.text()).append('\n');
    }
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(20);
    try {
      return new Yaml(new SafeConstructor(options)).load(text.toString());
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
      Comment comment = lines.isEmpty() ? null : lines.get(Math.min(line, lines.size() - 1));
      int column =
          e.getProblemMark() == null || comment == null
              ? at.column()
              : comment.column() + 1 + e.getProblemMark().getColumn();
      Location place = comment == null ? at : new Location(source, comment.line(), column);
      throw Tokens.error("METADATA is no YAML: " + e.getProblem(), place);
    } catch (YAMLException e) {
      throw Tokens.error("METADATA is no YAML: " + e.getMessage(), at);
    }
  }

  private static Value value(@Nullable Object yaml, Location at) {
    if (yaml == null) {
      return RegoNull.NULL;
    } else if (yaml instanceof Boolean b) {
      return RegoBoolean.of(b);
    } else if (yaml instanceof Integer || yaml instanceof Long) {
      return RegoNumber.of(((Number) yaml).longValue());
    } else if (yaml instanceof BigInteger i) {
      return RegoNumber.of(new BigDecimal(i));
    } else if (yaml instanceof Double d && !d.isNaN() && !d.isInfinite()) {
      return RegoNumber.of(BigDecimal.valueOf(d));
    } else if (yaml instanceof List<?> list) {
      List<Value> items = new ArrayList<>();
      list.forEach(item -> items.add(value(item, at)));
      return RegoArray.of(items);
    } else if (yaml instanceof Map<?, ?> map) {
      RegoObject.Builder object = new RegoObject.Builder();
      map.forEach((k, v) -> object.put(String.valueOf(k), value(v, at)));
      return object.build();
    } else if (yaml instanceof Date date) {
      return RegoString.of(date.toInstant().toString());
    }
    return RegoString.of(String.valueOf(yaml));
  }
}
