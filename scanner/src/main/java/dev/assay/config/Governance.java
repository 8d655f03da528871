package dev.assay.config;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a team says of an audit's findings.
 *
 * @param waivers the file of exceptions
 * @param mostDays how long a waiver may last; empty: as Assay has it
 * @param baseline an earlier audit report to compare with
 */
public record Governance(
    Optional<Path> waivers, Optional<Integer> mostDays, Optional<Path> baseline) {

  public static final Governance NONE =
      new Governance(Optional.empty(), Optional.empty(), Optional.empty());

  private static final int LONGEST = 3650;

  static Governance read(Path file, Map<String, YamlNode> root) throws InputException {
    Optional<Path> waivers = Optional.empty();
    Optional<Integer> mostDays = Optional.empty();
    YamlNode node = root.get("waivers");
    if (node != null) {
      YamlNode path = node;
      if (!node.isScalar()) {
        Map<String, YamlNode> keys = node.mapping(Set.of("file", "most_days"));
        path = node.required(keys, "file");
        if (keys.containsKey("most_days")) {
          mostDays = Optional.of(keys.get("most_days").integer(1, LONGEST));
        }
      }
      waivers = Optional.of(file.resolveSibling(path.text()));
    }
    return new Governance(waivers, mostDays, path(file, root.get("baseline")));
  }

  private static Optional<Path> path(Path file, @Nullable YamlNode node) throws InputException {
    return node == null ? Optional.empty() : Optional.of(file.resolveSibling(node.text()));
  }
}
