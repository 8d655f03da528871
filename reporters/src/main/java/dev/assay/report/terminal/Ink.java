package dev.assay.report.terminal;

import dev.assay.report.Severity;

/** A colour or weight, as the ANSI sequence that selects it. */
enum Ink {
  NONE(""),
  PLAIN("0"),
  BOLD("1"),
  DIM("2"),
  LOUD("1;31"),
  RED("31"),
  YELLOW("33"),
  BLUE("36"),
  GREEN("32"),
  MAGENTA("35");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  String on(String text) {
    return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  static Ink of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> LOUD;
      case HIGH -> RED;
      case MEDIUM -> YELLOW;
      case LOW -> BLUE;
      case INFO -> DIM;
    };
  }
}
