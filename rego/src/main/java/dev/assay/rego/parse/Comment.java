package dev.assay.rego.parse;

/**
 * @param text what follows the {@code #}
 * @param column of the {@code #}
 */
record Comment(String text, int line, int column) {}
