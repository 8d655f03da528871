package dev.assay.report.redact;

import dev.assay.report.text.ResourceName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces names in ids and in texts.
 *
 * <p>In an id every segment goes that is no word of the ids' own grammar. In a text go the names
 * that ids have, whole; then addresses; and then every word that is not known to be harmless: the
 * rules' own words, and those in {@code words.txt}. What nobody has thought of is thus hidden, not
 * shown.
 */
final class Names {
  /** The grammar of ids, and names that every server has. */
  private static final Set<String> GRAMMAR =
      Set.of(
          "-",
          "backups",
          "buckets",
          "clusters",
          "columns",
          "cryptokeys",
          "extensions",
          "folders",
          "foreignkeys",
          "functions",
          "iampolicy",
          "indexes",
          "indexoverlaps",
          "information_schema",
          "instances",
          "keyrings",
          "locations",
          "organizations",
          "owners",
          "pg_catalog",
          "policies",
          "postgres",
          "projects",
          "public",
          "roles",
          "secrets",
          "serviceaccounts",
          "sessions",
          "settings",
          "triggers",
          "users");

  /** Of Google Cloud; a name that merely looks like one is none. */
  private static final Pattern REGION =
      Pattern.compile(
          "(africa|asia|australia|europe|me|northamerica|southamerica|us)"
              + "-(north|south|central)?(east|west|north|south|central)?[0-9]{1,2}(-[a-z])?|global");

  private static final String FILE = "file:";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,2})?"
              + "|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}(/[0-9]{1,3})?");
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final int SHORTEST_IN_TEXTS = 3;

  private final Pseudonyms pseudonyms;
  private final Set<String> harmless;

  /** Names by their first word, the longest first. */
  private final Map<String, List<String>> byFirstWord = new HashMap<>();

  private final Set<String> known = new HashSet<>();

  /**
   * @param harmless words that may stay, in lower case
   */
  Names(Pseudonyms pseudonyms, Set<String> harmless) {
    this.pseudonyms = pseudonyms;
    this.harmless = Set.copyOf(harmless);
  }

  /** Learns the names in an id, so that texts are searched for them. */
  void learn(String id) {
    for (String segment : id.split("/", -1)) {
      if (stays(segment) || segment.endsWith(".googleapis.com")) {
        continue;
      }
      learnName(segment);
      learnName(host(segment));
      String decoded = ResourceName.decoded(segment);
      learnName(decoded);
      for (String part : decoded.split("[:(),]", -1)) {
        learnName(part);
      }
    }
  }

  /** Learns one name. */
  void learnName(String name) {
    if (name.length() < SHORTEST_IN_TEXTS || stays(name) || NUMBER.matcher(name).matches()) {
      return;
    }
    Matcher word = WORD.matcher(name);
    if (known.add(name) && word.find()) {
      String searched = name.substring(word.start());
      List<String> names = byFirstWord.computeIfAbsent(word.group(), any -> new ArrayList<>());
      names.add(searched);
      names.sort(Comparator.comparing((String n) -> -n.length()).thenComparing(n -> n));
    }
  }

  /** An id of the same shape. */
  String id(String id) {
    String[] segments = id.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      String segment = segments[i];
      if (i == 0 && segment.startsWith(FILE) && segment.length() > FILE.length()) {
        segments[i] = FILE + pseudonyms.of(segment.substring(FILE.length()));
        continue;
      }
      boolean scheme = i == 0 && segment.endsWith(":");
      if (scheme || stays(segment) || segment.endsWith(".googleapis.com")) {
        continue;
      }
      String host = host(segment);
      segments[i] =
          host.isEmpty()
              ? pseudonyms.of(ResourceName.decoded(segment))
              : pseudonyms.of(host) + segment.substring(host.length());
    }
    return String.join("/", segments);
  }

  /** A text with the same punctuation. */
  String text(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Matcher word = WORD.matcher(text);
    Matcher address = ADDRESS.matcher(text);
    Matcher region = REGION.matcher(text);
    int done = 0;
    while (word.find(done)) {
      int start = word.start();
      out.append(text, done, start);
      String name = nameAt(text, start, word.group());
      address.region(start, text.length());
      region.region(start, text.length());
      if (!name.isEmpty()) {
        out.append(pseudonyms.of(name));
        done = start + name.length();
      } else if (address.lookingAt()) {
        String found = address.group();
        out.append(EVERYWHERE.contains(found) ? found : pseudonyms.of(found));
        done = address.end();
      } else if (region.lookingAt() && ends(text, region.end())) {
        out.append(region.group());
        done = region.end();
      } else {
        String w = word.group();
        String lower = w.toLowerCase(Locale.ROOT);
        boolean shown =
            NUMBER.matcher(w).matches() || harmless.contains(lower) || GRAMMAR.contains(lower);
        out.append(shown ? w : pseudonyms.of(w));
        done = word.end();
      }
    }
    return out.append(text, done, text.length()).toString();
  }

  private String nameAt(String text, int start, String word) {
    for (String name : byFirstWord.getOrDefault(word, List.of())) {
      if (text.startsWith(name, start) && ends(text, start + name.length())) {
        return name;
      }
    }
    return "";
  }

  /** Whether no word goes on here. */
  private static boolean ends(String text, int end) {
    return end == text.length() || !WORD.matcher(text.substring(end, end + 1)).matches();
  }

  private static boolean stays(String segment) {
    return segment.isEmpty()
        || GRAMMAR.contains(segment.toLowerCase(Locale.ROOT))
        || REGION.matcher(segment).matches();
  }

  /** The host of {@code host:port}; empty for any other segment. */
  private static String host(String segment) {
    int port = segment.lastIndexOf(':');
    return port > 0 && NUMBER.matcher(segment.substring(port + 1)).matches()
        ? segment.substring(0, port)
        : "";
  }
}
