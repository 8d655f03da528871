package dev.assay.rego.ast;

/**
 * The text of one {@code .rego} file.
 *
 * @param file the name by which errors call it; need not exist
 */
public record RegoSource(String file, String text, Dialect dialect) {

  /** A source in Rego v1. */
  public RegoSource(String file, String text) {
    this(file, text, Dialect.V1);
  }

  /** A line without its line break; empty beyond the end. Lines count from 1. */
  public String line(int number) {
    int start = 0;
    for (int i = 1; i < number; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return "";
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    String line = end < 0 ? text.substring(start) : text.substring(start, end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  @Override
  public String toString() {
    return file;
  }
}
