package dev.assay.rego.ast;

/** A place in a source: line and column (in UTF-16 units) count from 1. */
public record Location(RegoSource source, int line, int column) implements Comparable<Location> {

  public String file() {
    return source.file();
  }

  @Override
  public int compareTo(Location that) {
    int c = file().compareTo(that.file());
    c = c != 0 ? c : Integer.compare(line, that.line);
    return c != 0 ? c : Integer.compare(column, that.column);
  }

  /** {@code file:line:column}. */
  @Override
  public String toString() {
    return file() + ":" + line + ":" + column;
  }
}
