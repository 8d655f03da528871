package dev.assay.rulepack;

import dev.assay.input.Glob;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Of which resources a setting speaks: those that meet everything that it names, and of each list
 * one. What is empty asks nothing.
 *
 * @param projects patterns of project ids
 * @param databases patterns of databases' names
 * @param labels patterns of values, by label
 * @param production whether it must be, or must not be
 * @param meaning what production is
 */
public record Where(
    Names resources,
    List<Glob> projects,
    List<Glob> databases,
    Map<String, List<Glob>> labels,
    Optional<Boolean> production,
    Production meaning) {

  static final Where ANYWHERE = of(Names.NONE);

  private static final Set<String> KEYS =
      Set.of("resource", "project", "database", "labels", "production");
  private static final Pattern PROJECT = Pattern.compile("^//[^/]+(?:/.*)?/projects/([^/]+)");
  private static final Pattern DATABASE = Pattern.compile("^postgresql://[^/]+/([^/]+)");

  private static final Pattern ENCODED = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*+");

  public Where {
    projects = List.copyOf(projects);
    databases = List.copyOf(databases);
    labels = Map.copyOf(labels);
  }

  static Where of(Names resources) {
    return new Where(resources, List.of(), List.of(), Map.of(), Optional.empty(), Production.USUAL);
  }

  /**
   * @throws InputException with place and remedy for what is not known
   */
  static Where read(YamlNode node, Production meaning) throws InputException {
    Map<String, YamlNode> keys = node.mapping(KEYS);
    if (keys.isEmpty()) {
      throw node.error(
          "it names nothing; write resource, project, database, labels or production, or leave"
              + " \"where\" out");
    }
    YamlNode resource = keys.get("resource");
    Map<String, List<Glob>> labels = new TreeMap<>();
    if (keys.containsKey("labels")) {
      for (Map.Entry<String, YamlNode> label : keys.get("labels").mapping().entrySet()) {
        labels.put(label.getKey(), globs(label.getValue()));
      }
    }
    YamlNode production = keys.get("production");
    return new Where(
        resource == null ? Names.NONE : Names.read(resource),
        keys.containsKey("project") ? globs(keys.get("project")) : List.of(),
        keys.containsKey("database") ? globs(keys.get("database")) : List.of(),
        labels,
        production == null ? Optional.empty() : Optional.of(production.bool()),
        meaning);
  }

  private static List<Glob> globs(YamlNode node) throws InputException {
    List<Glob> globs = new ArrayList<>();
    for (YamlNode item : node.isScalar() ? List.of(node) : node.list()) {
      globs.add(new Glob(item.text()));
    }
    return globs;
  }

  /** Whether it speaks of every resource. */
  boolean everywhere() {
    return equals(ANYWHERE);
  }

  public boolean covers(Standing standing) {
    return conditions(standing).allMatch(met -> met.orElse(false));
  }

  /** Why nobody knows whether it speaks of a resource; empty if that is known. */
  Optional<String> doubt(Standing standing) {
    return standing
        .unread()
        .filter(why -> conditions(standing).allMatch(met -> met.orElse(true)))
        .filter(why -> conditions(standing).anyMatch(Optional::isEmpty));
  }

  /** Whether it asks for labels, or for what labels tell. */
  boolean asksForLabels() {
    return !labels.isEmpty() || production.isPresent();
  }

  /** Whether each is met; empty if what was read does not tell. */
  private Stream<Optional<Boolean>> conditions(Standing standing) {
    boolean unread = standing.unread().isPresent();
    boolean unplaced = unread && standing.ids().stream().noneMatch(id -> id.startsWith("//"));
    return Stream.of(
        met(
            resources.patterns().isEmpty() || resources.cover(standing),
            unplaced && resources.mayBeOfGoogle()),
        met(
            projects.isEmpty() || segments(PROJECT, standing).anyMatch(p -> any(projects, p)),
            unplaced),
        met(
            databases.isEmpty() || segments(DATABASE, standing).anyMatch(d -> any(databases, d)),
            false),
        unread && !labels.isEmpty()
            ? Optional.empty()
            : Optional.of(
                labels.entrySet().stream()
                    .allMatch(l -> labelled(standing, l.getKey(), l.getValue()))),
        production.isPresent() && unread && !meaning.names(standing)
            ? Optional.empty()
            : Optional.of(production.map(p -> p == meaning.includes(standing)).orElse(true)));
  }

  private static Optional<Boolean> met(boolean met, boolean elseUnknown) {
    return met || !elseUnknown ? Optional.of(met) : Optional.empty();
  }

  private static boolean labelled(Standing standing, String key, List<Glob> values) {
    String value = standing.label(key);
    return value != null && any(values, value);
  }

  private static Stream<String> segments(Pattern pattern, Standing standing) {
    return standing.ids().stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(m -> m.group(1))
        .filter(segment -> !segment.equals("-"))
        .map(Where::decoded);
  }

  /** Percent-encoded UTF-8; what is not, stays as it is. */
  private static String decoded(String segment) {
    return ENCODED.matcher(segment).matches()
        ? URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8)
        : segment;
  }

  private static boolean any(List<Glob> globs, String text) {
    return globs.stream().anyMatch(glob -> glob.matches(text));
  }
}
