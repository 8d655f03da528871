package dev.assay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The commands of gcloud 528 and their flags, to which whatever tells people to run one is held.
 */
public final class GcloudTable {
  private static final String TABLE = "/gcloud/commands-528.txt";

  /**
   * From gcloud to the line's end, or the end of a substitution, a quotation or a sentence in
   * prose.
   */
  private static final Pattern COMMAND =
      Pattern.compile("\\bgcloud ([a-z](?:[^\\n)|>,;]|,(?! ))*)");

  private static final Pattern QUOTED = Pattern.compile("'[^'\\n]*'|\"[^\"\\n]*\"");
  private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");

  private static final Map<String, Set<String>> COMMANDS = table();

  /** From command to flags. */
  private static Map<String, Set<String>> table() {
    Map<String, Set<String>> commands = new TreeMap<>();
    try (InputStream in = GcloudTable.class.getResourceAsStream(TABLE)) {
      byte[] bytes = Objects.requireNonNull(in, TABLE).readAllBytes();
      for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          int colon = line.indexOf(':');
          String command = line.substring(0, colon);
          List<String> flags = List.of(line.substring(colon + 1).strip().split(" +", -1));
          assertThat(commands.put(command, Set.copyOf(flags))).as(command).isNull();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return commands;
  }

  private GcloudTable() {}

  /**
   * What gcloud would not accept in a text.
   *
   * @param used takes the commands that it would
   */
  public static List<String> mistakes(String remediation, Set<String> used) {
    String text = QUOTED.matcher(remediation.replaceAll("\\\\\\n#?\\s*", " ")).replaceAll("…");
    List<String> mistakes = new ArrayList<>();
    for (MatchResult match : COMMAND.matcher(text).results().toList()) {
      String written = match.group(1).strip();
      String command = longest(written);
      if (command.isEmpty()) {
        mistakes.add("gcloud " + written + " is in no line of the table");
        continue;
      }
      used.add(command);
      FLAG.matcher(written)
          .results()
          .map(MatchResult::group)
          .filter(flag -> !has(command, flag) && !has("*", flag))
          .forEach(flag -> mistakes.add("gcloud " + command + " has no " + flag));
    }
    return mistakes;
  }

  private static boolean has(String command, String flag) {
    return COMMANDS.getOrDefault(command, Set.of()).contains(flag);
  }

  /** The longest command of the table that the text begins with. */
  private static String longest(String written) {
    String longest = "";
    for (String command : COMMANDS.keySet()) {
      boolean begins = (written + " ").startsWith(command + " ");
      longest = begins && command.length() > longest.length() ? command : longest;
    }
    return longest;
  }
}
