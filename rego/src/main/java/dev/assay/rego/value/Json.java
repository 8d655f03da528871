package dev.assay.rego.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Between JSON text and values. Numbers keep their precision; a repeated key keeps its last value;
 * nesting beyond {@value #MAX_DEPTH} levels is refused.
 *
 * <p>One reader is meant for many documents of like shape (the lines of a snapshot): it shares what
 * they have in common, so that a field's name is held once. Not thread-safe; the static methods
 * are.
 */
public final class Json {
  static final int MAX_DEPTH = 1000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(10_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private static final int RECENT_BITS = 14;
  private static final int FEWER_BITS = 11;
  private static final int LONGEST_SHARED = 120;

  private final Shape root;
  private final boolean strict;
  private final @Nullable RegoString[] recent = new RegoString[1 << RECENT_BITS];
  private final @Nullable RegoNumber[] recentNumbers = new RegoNumber[1 << FEWER_BITS];
  private final @Nullable RegoArray[] recentArrays = new RegoArray[1 << FEWER_BITS];

  /** The values read of objects and arrays that are not complete yet. */
  private Value[] pending = new Value[64];

  private int pendingSize;

  public Json() {
    this(Shape.root(), false);
  }

  private Json(Shape root, boolean strict) {
    this.root = root;
    this.strict = strict;
  }

  /** A reader that refuses a repeated key. */
  public static Json strict() {
    return new Json(Shape.root(), true);
  }

  /** A reader for another thread, whose objects share their keys with those of this one. */
  public Json another() {
    return new Json(root, strict);
  }

  /** Reads one JSON document. */
  public static Value parse(String text) throws IOException {
    return new Json().read(text);
  }

  /**
   * The value as compact JSON, keys in order; sets become arrays, keys that are no strings text.
   */
  public static String write(Value value) {
    StringWriter out = new StringWriter();
    try {
      write(value, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }

  /** Writes as {@link #write(Value)} does; flushes, but does not close. */
  public static void write(Value value, Writer out) throws IOException {
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      write(value, generator);
    }
  }

  /** Writes the value where the generator stands. */
  public static void write(Value value, JsonGenerator out) throws IOException {
    if (value instanceof RegoString s) {
      out.writeString(s.value());
    } else if (value instanceof RegoNumber n) {
      if (n.isLong()) {
        out.writeNumber(n.longValue());
      } else {
        out.writeNumber(n.toString());
      }
    } else if (value instanceof RegoBoolean b) {
      out.writeBoolean(b.value());
    } else if (value instanceof RegoNull) {
      out.writeNull();
    } else if (value instanceof RegoObject o) {
      out.writeStartObject();
      for (int i = 0; i < o.size(); i++) {
        Value key = o.keyAt(i);
        out.writeFieldName(key instanceof RegoString s ? s.value() : GoJson.compact(key));
        write(o.valueAt(i), out);
      }
      out.writeEndObject();
    } else {
      Iterable<Value> items = value instanceof RegoArray a ? a : (RegoSet) value;
      out.writeStartArray();
      for (Value item : items) {
        write(item, out);
      }
      out.writeEndArray();
    }
  }

  /**
   * Reads one JSON document and nothing after it.
   *
   * @throws IOException if the text is no JSON, or more than one document
   */
  public Value read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return readOnly(parser);
    }
  }

  /** As {@link #read(String)}, from UTF-8; does not close the stream. */
  public Value read(InputStream utf8) throws IOException {
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      return readOnly(parser);
    }
  }

  /** As {@link #read(String)}; does not close the reader. */
  public Value read(Reader text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return readOnly(parser);
    }
  }

  private Value readOnly(JsonParser parser) throws IOException {
    pendingSize = 0; // of a document that turned out to be broken
    if (parser.nextToken() == null) {
      throw new IOException("empty JSON document");
    }
    Value value = read(parser);
    if (parser.nextToken() != null) {
      throw new IOException("text after the JSON document at " + at(parser));
    }
    return value;
  }

  /** Reads the value at whose first token the parser stands; leaves it at the last. */
  public Value read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("JSON ended early");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> string(parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getTextLength() <= 18 ? number(parser.getLongValue()) : number(parser.getText());
      case VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> RegoBoolean.TRUE;
      case VALUE_FALSE -> RegoBoolean.FALSE;
      case VALUE_NULL -> RegoNull.NULL;
      default -> throw new IOException("unexpected " + token + " at " + at(parser));
    };
  }

  private RegoObject object(JsonParser parser) throws IOException {
    Shape shape = root;
    int start = pendingSize;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Shape next = shape.with(name);
      if (next == null) {
        return unshared(parser, shape, start);
      }
      parser.nextToken();
      shape = next;
      push(read(parser));
    }
    return new RegoObject(shape, takePending(start));
  }

  /** Goes on, at a name, with an object that shares its keys with no other. */
  private RegoObject unshared(JsonParser parser, Shape shape, int start) throws IOException {
    RegoObject.Builder object = new RegoObject.Builder(shape.size() * 2);
    Value[] values = takePending(start);
    for (int i = 0; i < values.length; i++) {
      object.put(shape.key(i), values[i]);
    }
    do {
      RegoString key = string(parser.currentName());
      if (strict && object.get(key) != null) {
        throw new JsonParseException(
            parser, "Duplicate field '" + key.value() + "'", parser.currentTokenLocation());
      }
      parser.nextToken();
      object.put(key, read(parser));
    } while (parser.nextToken() == JsonToken.FIELD_NAME);
    return object.build();
  }

  private void push(Value value) {
    if (pendingSize == pending.length) {
      pending = Arrays.copyOf(pending, pendingSize * 2);
    }
    pending[pendingSize++] = value;
  }

  /** The values read since, taken away. */
  private Value[] takePending(int start) {
    Value[] values = Arrays.copyOfRange(pending, start, pendingSize);
    pendingSize = start;
    return values;
  }

  /** The string, the same object as lately if it is short: names of kinds and states come again. */
  public RegoString string(String text) {
    if (text.length() > LONGEST_SHARED) {
      return RegoString.of(text);
    }
    int i = (text.hashCode() * 0x9E3779B9) >>> (32 - RECENT_BITS);
    RegoString known = recent[i];
    if (known == null || !known.value().equals(text)) {
      known = RegoString.of(text);
      recent[i] = known;
    }
    return known;
  }

  private RegoArray array(JsonParser parser) throws IOException {
    int start = pendingSize;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      push(read(parser));
    }
    if (pendingSize - start != 1 || !(pending[start] instanceof RegoString only)) {
      return RegoArray.owning(takePending(start));
    }
    // The keys of most indexes are one column, and most columns have one of a few names.
    int i = (only.hashCode() * 0x9E3779B9) >>> (32 - FEWER_BITS);
    RegoArray known = recentArrays[i];
    if (known == null || !only.equals(known.get(0))) {
      known = RegoArray.owning(takePending(start));
      recentArrays[i] = known;
    }
    pendingSize = start;
    return known;
  }

  /** The number, the same object as lately: sizes and counts come again. */
  private RegoNumber number(long value) {
    int i = (Long.hashCode(value) * 0x9E3779B9) >>> (32 - FEWER_BITS);
    RegoNumber known = recentNumbers[i];
    if (known == null || known.longValue() != value) {
      known = RegoNumber.of(value);
      recentNumbers[i] = known;
    }
    return known;
  }

  private static RegoNumber number(String text) throws IOException {
    try {
      return RegoNumber.parse(text);
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      throw new IOException("number out of range: " + text, tooLarge);
    }
  }

  private static String at(JsonParser parser) {
    var location = parser.currentLocation();
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
