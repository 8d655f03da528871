package dev.assay.waiver;

import dev.assay.input.Glob;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.report.Waiver;
import dev.assay.rulepack.RuleNames;
import dev.assay.snapshot.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The shape of {@code waivers.yaml}: a list of entries, read strictly, all mistakes at once. */
final class WaiverFile {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "rule",
          "resource",
          "at",
          "reason",
          "owner",
          "ticket",
          "approved_by",
          "approved_on",
          "expires",
          "allow_critical");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int FEWEST_LETTERS = 10;

  private final RuleNames rules;
  private final int mostDays;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();
  private final Map<String, String> ids = new HashMap<>();
  private final Map<List<String>, String> targets = new HashMap<>();

  /**
   * @param mostDays how long a waiver may last
   */
  WaiverFile(RuleNames rules, int mostDays) {
    this.rules = rules;
    this.mostDays = mostDays;
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** One line each, {@code file:line:column: what; remedy}. */
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  void read(Optional<YamlNode> document) {
    try {
      for (YamlNode node : document.isEmpty() ? List.<YamlNode>of() : document.get().list()) {
        try {
          entries.add(entry(node));
        } catch (InputException e) {
          mistakes.add(String.valueOf(e.getMessage()));
        }
      }
    } catch (InputException e) {
      mistakes.add(e.getMessage() + "; each waiver is an item of a list: - rule: …");
    }
  }

  private Entry entry(YamlNode node) throws InputException {
    Map<String, YamlNode> keys = node.mapping(KEYS);
    YamlNode ruleNode = node.required(keys, "rule");
    String rule = ruleNode.text();
    Set<String> named = rules.named(rule);
    if (named.isEmpty()) {
      throw ruleNode.error("no rule or area \"" + rule + "\"" + rules.hint(rule));
    }
    YamlNode resourceNode = node.required(keys, "resource");
    String resource = resourceNode.text();
    if (resource.matches("[*?/]*") && rules.id(rule).isEmpty()) {
      throw resourceNode.error(
          "an area and every resource would hide all of it; name one rule, or some resources");
    }
    if (!resource.contains("//") && !resource.startsWith("*")) {
      throw resourceNode.error(
          "\""
              + resource
              + "\" is no resource name; write it as reports do (postgresql://…, //alloydb…), or"
              + " begin with **");
    }
    Glob at = new Glob(keys.containsKey("at") ? keys.get("at").text() : "**");
    LocalDate from = from(keys);
    Waiver waiver = waiver(node, keys, from);
    YamlNode same = keys.get("at");
    String target = targets.putIfAbsent(List.of(rule, resource, at.toString()), node.place());
    if (target != null) {
      throw (same == null ? ruleNode : same)
          .error("the same rule and resource are waived at " + target + "; keep one of the two");
    }
    return new Entry(
        id(keys, rule, resource, at),
        node.place(),
        rule,
        named,
        new Glob(resource),
        at,
        waiver,
        from,
        mostDays,
        keys.containsKey("allow_critical") && keys.get("allow_critical").bool());
  }

  private LocalDate from(Map<String, YamlNode> keys) throws InputException {
    if (!keys.containsKey("approved_on")) {
      return LocalDate.MIN;
    }
    return keys.get("approved_on").date();
  }

  private static Waiver waiver(YamlNode node, Map<String, YamlNode> keys, LocalDate from)
      throws InputException {
    YamlNode reason = node.required(keys, "reason");
    if (reason.text().length() < FEWEST_LETTERS) {
      throw reason.error(
          "\"" + reason.text() + "\" is no reason; say why it may stay, and what will end it");
    }
    YamlNode expires = node.required(keys, "expires");
    if (expires.date().isBefore(from)) {
      throw expires.error(
          "it expires on " + expires.date() + ", before it is approved; write a later day");
    }
    return new Waiver(
        node.required(keys, "owner").text(),
        reason.text().replaceAll("\\s*\\R\\s*", " "),
        expires.date(),
        keys.containsKey("ticket") ? keys.get("ticket").text() : "",
        keys.containsKey("approved_by") ? keys.get("approved_by").text() : "");
  }

  /** The id that is given, or one that stays the same wherever in the file the waiver stands. */
  private String id(Map<String, YamlNode> keys, String rule, String resource, Glob at)
      throws InputException {
    YamlNode node = keys.get("id");
    String id;
    if (node == null) {
      MessageDigest digest = Digests.sha256();
      digest.update((rule + "\0" + resource + "\0" + at).getBytes(StandardCharsets.UTF_8));
      id = rule.replace('/', '.') + "-" + Digests.hex(digest).substring(0, 8);
    } else {
      id = node.text();
      if (!ID.matcher(id).matches()) {
        throw node.error("id \"" + id + "\": use up to 64 letters, digits, dots and dashes");
      }
    }
    String other = ids.putIfAbsent(id, node == null ? "" : node.place());
    if (other != null && node != null) {
      throw node.error("the id " + id + " is taken at " + other + "; give another");
    }
    return id;
  }
}
