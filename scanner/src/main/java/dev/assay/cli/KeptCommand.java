package dev.assay.cli;

import dev.assay.config.Excerpt;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The command in a manifest. Whoever verifies evidence runs it, so it may judge what is in the
 * folder, and nothing else: it writes no file, asks nobody, and reads nothing outside.
 */
final class KeptCommand {
  private static final Pattern SNAPSHOT = Pattern.compile("snapshot(-[0-9]+)?\\.jsonl(\\.gz)?");

  /** Options whose value is a path in the folder. */
  private static final Set<String> PATHS =
      Set.of("--only-rules", "--rules", "-c", "--waivers", "--baseline");

  private static final Set<String> VALUES =
      Set.of(
          "--profile",
          "--select",
          "--param",
          "--renamed",
          "--schema",
          "--exclude-schema",
          "--as-of");

  private KeptCommand() {}

  /**
   * The arguments, with the paths as they are from here.
   *
   * @throws InputException if the command does more than judge the folder
   */
  static List<String> of(Path folder, List<String> command) throws InputException {
    if (command.isEmpty() || !command.get(0).equals("check")) {
      throw refused("it does not begin with check");
    }
    List<String> arguments = new ArrayList<>(List.of("check"));
    for (int i = 1; i < command.size(); i++) {
      String argument = command.get(i);
      if (SNAPSHOT.matcher(argument).matches()) {
        arguments.add(inside(folder, argument));
        continue;
      }
      boolean path = PATHS.contains(argument);
      if ((!path && !VALUES.contains(argument)) || i + 1 == command.size()) {
        throw refused("it has " + argument);
      }
      String value = command.get(++i);
      if (value.startsWith("@") || value.startsWith("-")) {
        throw refused(argument + " has the value " + value);
      }
      arguments.add(argument);
      arguments.add(path ? inside(folder, value) : value);
      if (argument.equals("-c")) {
        onlySettings(folder, value);
      }
    }
    return arguments;
  }

  private static String inside(Path folder, String path) throws InputException {
    Path base = folder.toAbsolutePath().normalize();
    Path full = base.resolve(path).normalize();
    if (!full.startsWith(base)) {
      throw refused(path + " is outside of the folder");
    }
    return folder.resolve(path).toString();
  }

  /** A configuration could name reports to write, too, and files elsewhere. */
  private static void onlySettings(Path folder, String path) throws InputException {
    Path file = folder.resolve(path);
    Optional<YamlNode> document = YamlNode.read(file);
    if (document.isEmpty()) {
      return;
    }
    Map<String, YamlNode> keys = document.get().mapping(Excerpt.keys());
    for (String name : List.of("waivers", "attestations")) {
      YamlNode node = keys.get(name);
      if (node != null) {
        Map<String, YamlNode> names = node.mapping();
        for (String named : List.of("file", "controls")) {
          YamlNode there = names.get(named);
          if (there != null) {
            inside(folder, folder.relativize(file.resolveSibling(there.text())).toString());
          }
        }
      }
    }
  }

  private static InputException refused(String why) {
    return new InputException("its command does more than judge what is in the folder: " + why);
  }
}
