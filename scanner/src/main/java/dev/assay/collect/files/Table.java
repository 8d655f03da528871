package dev.assay.collect.files;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The tables beside these classes. */
final class Table {
  private Table() {}

  static Value read(String name) {
    try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(name), name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return YamlNode.parse(name, text).orElseThrow().value();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    } catch (InputException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
