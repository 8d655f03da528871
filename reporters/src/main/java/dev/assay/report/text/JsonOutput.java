package dev.assay.report.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is the same everywhere, whatever the text in it: what would be invisible, would turn
 * the direction of the line, would end a {@code <script>}, or is half a surrogate pair, is escaped.
 */
public final class JsonOutput {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .characterEscapes(new Escapes())
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private JsonOutput() {}

  /**
   * A generator that leaves the stream open when it is closed.
   *
   * @param linesTo the depth down to which each member stands on its own line; 0 for one line
   */
  public static JsonGenerator open(OutputStream out, int linesTo) throws IOException {
    JsonGenerator json = FACTORY.createGenerator(out);
    return linesTo == 0 ? json : json.setPrettyPrinter(new Lines(linesTo));
  }

  /**
   * A generator of one value a line, after which the caller writes the line's end; it leaves the
   * stream open when it is closed.
   */
  public static JsonGenerator lines(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private final int[] ascii = standardAsciiEscapesForJSON();

    Escapes() {
      for (char c : new char[] {'<', '>', '&', 0x7F}) {
        ascii[c] = ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      // Surrogates come here one by one: a pair is two escapes, which every reader puts together.
      boolean plain = c < 0x80 || !(Character.isSurrogate((char) c) || Visible.isHidden(c));
      return plain ? null : new SerializedString(String.format(Locale.ROOT, "\\u%04x", c));
    }
  }
}
