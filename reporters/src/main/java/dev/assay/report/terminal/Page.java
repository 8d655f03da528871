package dev.assay.report.terminal;

import dev.assay.report.text.Commands;
import dev.assay.report.text.Visible;
import java.io.IOException;
import java.io.Writer;

/** Eighty columns of text. */
final class Page {
  private static final int WIDTH = 80;
  private static final int RULE_COLUMN = 10;

  private final Writer out;
  private final boolean coloured;

  Page(Writer out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
  }

  void blank() throws IOException {
    out.write('\n');
  }

  void heading(String text) throws IOException {
    blank();
    paragraph(Ink.BOLD, 0, text);
  }

  /** A text from strangers, broken into lines of which each starts at this column. */
  void paragraph(Ink ink, int column, String text) throws IOException {
    for (String line : Wrap.prose(Visible.line(text), WIDTH - column)) {
      line(column, paint(ink, line));
    }
  }

  /** An entry of a list, whose further lines stand below the text of the first. */
  void item(String text) throws IOException {
    String bullet = "- ";
    for (String line : Wrap.prose(Visible.line(text), WIDTH - 6)) {
      line(4, bullet + line);
      bullet = "  ";
    }
  }

  /** A text after a label that stands out to its left: {@code Fix ALTER ROLE …}. */
  void labelled(String label, int column, String text) throws IOException {
    String margin = label;
    for (String given : Commands.lines(text.replace("\t", "  "))) {
      for (String line : Wrap.command(given.stripTrailing(), WIDTH - column)) {
        int gap = column - 4 - Wrap.columns(margin);
        line(4, paint(Ink.DIM, margin) + " ".repeat(gap) + line);
        margin = "";
      }
    }
  }

  /** One row: what stands left, and what is pushed to the right edge where there is room. */
  void row(Ink ink, String label, String text, String right) throws IOException {
    int room = WIDTH - RULE_COLUMN - 2 - right.length();
    boolean first = true;
    for (String line : Wrap.prose(Visible.line(text), room)) {
      String left = first ? paint(ink, label) + " ".repeat(RULE_COLUMN - label.length()) : "";
      String end = first ? " ".repeat(Math.max(2, room + 2 - Wrap.columns(line))) + right : "";
      line(first ? 0 : RULE_COLUMN, left + (first ? paint(Ink.BOLD, line) : line) + end);
      first = false;
    }
  }

  private void line(int column, String text) throws IOException {
    out.write((" ".repeat(column) + text).stripTrailing());
    out.write('\n');
  }

  private String paint(Ink ink, String text) {
    return coloured && !text.isEmpty() ? ink.on(text) : text;
  }
}
