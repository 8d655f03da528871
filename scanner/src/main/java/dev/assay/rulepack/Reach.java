package dev.assay.rulepack;

import dev.assay.rego.types.Checked;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule may look at by its text, {@code object.get} and {@code not} included. It tells which
 * verdicts rest on something that a source does not tell. Places are names joined by dots, up to
 * the first list or the first key that varies.
 *
 * @param own places of the resource's data
 * @param others places of the data of other resources
 * @param searched kinds among whose resources it looks for some; {@code *} for whatever lies below
 *     a resource, {@code **} for all there are
 */
public record Reach(Set<String> own, Set<String> others, Set<String> searched) {
  static final Reach NONE = new Reach(Set.of(), Set.of(), Set.of());

  private static final String DATA = "input.resource.data";
  private static final String CHILDREN = "data.estate.children";

  /** A kind has one dot in its name. */
  private static final Pattern SEARCH =
      Pattern.compile("data\\.estate\\.by_kind\\.([^.\\[]+\\.[^.\\[]+).*");

  /** A key that varies stands for any kind. */
  private static final String ANY_KIND = "data.estate.by_kind.*";

  /** What is looked up by its id is not looked for; who takes all ids looks for some. */
  private static final Set<String> ALL =
      Set.of("data.estate.by_id", "data.estate.by_kind", "data.estate");

  private static final String BELOW = "*";
  private static final String ANYWHERE = "**";

  private static final Pattern ELSEWHERE =
      Pattern.compile("data\\.estate\\..*?\\.data(?:\\.(.*))?");

  public Reach {
    own = Set.copyOf(own);
    others = Set.copyOf(others);
    searched = Set.copyOf(searched);
  }

  /** What the rules of these paths may look at. */
  static Reach of(Checked checked, List<String> rules) {
    List<String> all = new ArrayList<>();
    for (String rule : rules) {
      checked.reads().getOrDefault(rule, List.of()).forEach(read -> all.add(read.path()));
    }
    Set<String> others = new TreeSet<>();
    Set<String> searched = new TreeSet<>();
    for (String path : all) {
      Matcher search = SEARCH.matcher(path);
      if (search.matches()) {
        searched.add(search.group(1));
      } else if (path.startsWith(CHILDREN)) {
        searched.add(BELOW);
      } else if (path.startsWith(ANY_KIND) || ALL.contains(path)) {
        searched.add(ANYWHERE);
      }
      Matcher elsewhere = ELSEWHERE.matcher(path);
      if (elsewhere.matches()) {
        others.add(elsewhere.group(1) == null ? "" : constant(elsewhere.group(1)));
      }
    }
    return new Reach(leaves(own(all)), leaves(others), searched);
  }

  /** Whether a place and one of those that are read are the same, or one is within the other. */
  static boolean touches(Collection<String> read, String place) {
    return read.stream()
        .anyMatch(r -> r.equals(place) || within(r, place) || within(place, r) || r.isEmpty());
  }

  /** Whether a verdict may rest on this place of the resource. */
  public boolean looksAt(String place) {
    return touches(own, place);
  }

  /** Whether a verdict may rest on this place of another resource. */
  public boolean looksElsewhereAt(String place) {
    return touches(others, place);
  }

  /** Whether it looks for resources of the kind, wherever they are. */
  public boolean searches(String kind) {
    return searched.contains(kind);
  }

  /** Whether it goes through all resources, of which it takes some. */
  public boolean searchesAll() {
    return searched.contains(ANYWHERE);
  }

  /** Whether a search is not among one kind, but among all that belongs together. */
  public static boolean isOfAnyKind(String searched) {
    return searched.startsWith(BELOW);
  }

  private static boolean within(String inner, String outer) {
    return inner.startsWith(outer + ".");
  }

  private static Set<String> own(List<String> paths) {
    Set<String> own = new TreeSet<>();
    for (String path : paths) {
      if (path.equals(DATA) || path.startsWith(DATA + ".") || path.startsWith(DATA + "[")) {
        own.add(constant(path.substring(DATA.length())));
      }
    }
    return own;
  }

  private static String constant(String path) {
    String rest = path.startsWith(".") ? path.substring(1) : path;
    int end = rest.length();
    for (String varying : List.of("[", ".*", "*")) {
      int at = rest.indexOf(varying);
      end = at < 0 ? end : Math.min(end, at);
    }
    return rest.substring(0, end);
  }

  /** Without places of which something within is read, too: a name stood for them on the way. */
  private static Set<String> leaves(Set<String> places) {
    Set<String> leaves = new TreeSet<>(places);
    leaves.removeIf(
        place ->
            places.stream()
                .anyMatch(p -> !p.equals(place) && (place.isEmpty() || within(p, place))));
    return leaves;
  }
}
