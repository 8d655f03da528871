package dev.assay.report.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/** One member a line down to some depth, and what is deeper on the line of its parent. */
final class Lines implements PrettyPrinter {
  private final int limit;
  private int depth;

  Lines(int limit) {
    this.limit = limit;
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator json) throws IOException {
    json.writeRaw('{');
    depth++;
  }

  @Override
  public void beforeObjectEntries(JsonGenerator json) throws IOException {
    newLine(json);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(": ");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
    separate(json);
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) throws IOException {
    end(json, entries, '}');
  }

  @Override
  public void writeStartArray(JsonGenerator json) throws IOException {
    json.writeRaw('[');
    depth++;
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    newLine(json);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    separate(json);
  }

  @Override
  public void writeEndArray(JsonGenerator json, int values) throws IOException {
    end(json, values, ']');
  }

  private void separate(JsonGenerator json) throws IOException {
    json.writeRaw(',');
    if (depth <= limit) {
      newLine(json);
    } else {
      json.writeRaw(' ');
    }
  }

  private void end(JsonGenerator json, int members, char bracket) throws IOException {
    depth--;
    if (members > 0 && depth < limit) {
      indent(json);
    }
    json.writeRaw(bracket);
    if (depth == 0) {
      json.writeRaw('\n');
    }
  }

  private void newLine(JsonGenerator json) throws IOException {
    if (depth <= limit) {
      indent(json);
    }
  }

  private void indent(JsonGenerator json) throws IOException {
    json.writeRaw('\n');
    for (int i = 0; i < depth; i++) {
      json.writeRaw("  ");
    }
  }
}
