package dev.assay.framework;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A framework as its file in {@code rules/frameworks} tells it.
 *
 * @param edition which one, and which part of it
 * @param source where its own text is
 */
public record Framework(
    String id, String title, String edition, String source, List<Item> controls) {
  private static final String FOLDER = "/assay/rules/frameworks/";

  public Framework {
    controls = List.copyOf(controls);
  }

  /**
   * A control.
   *
   * @param outside why no reading of an estate can tell whether it is met; empty: a rule could
   */
  public record Item(String id, String title, String outside) {}

  /** All that come with Assay. */
  public static List<Framework> bundled() {
    try {
      List<Framework> all = new ArrayList<>();
      for (String id : node("index").strings()) {
        all.add(of(node(id)));
      }
      return all;
    } catch (InputException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static Framework of(YamlNode node) throws InputException {
    Map<String, YamlNode> keys =
        node.mapping(Set.of("id", "title", "edition", "source", "controls"));
    List<Item> items = new ArrayList<>();
    for (YamlNode item : node.required(keys, "controls").list()) {
      Map<String, YamlNode> control = item.mapping(Set.of("id", "title", "outside"));
      YamlNode outside = control.get("outside");
      items.add(
          new Item(
              item.required(control, "id").text(),
              item.required(control, "title").text(),
              outside == null ? "" : outside.text()));
    }
    return new Framework(
        node.required(keys, "id").text(),
        node.required(keys, "title").text(),
        node.required(keys, "edition").text(),
        node.required(keys, "source").text(),
        items);
  }

  private static YamlNode node(String name) throws InputException {
    String path = FOLDER + name + ".yaml";
    try (InputStream in = Objects.requireNonNull(Framework.class.getResourceAsStream(path), path)) {
      Optional<YamlNode> document =
          YamlNode.parse(
              "rules/frameworks/" + name + ".yaml",
              new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return document.orElseThrow(() -> new InputException(path + ": it is empty"));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
