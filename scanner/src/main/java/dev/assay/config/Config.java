package dev.assay.config;

import dev.assay.collect.fleet.PasswordSource;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Pace;
import dev.assay.collect.postgresql.GoogleInstance;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.report.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of an {@code assay.yaml}. Relative paths in it are relative to the file.
 *
 * @param databases what to connect to
 * @param google what to read from Google Cloud
 * @param from files with facts that were collected before
 * @param rules folders with rules of one's own
 * @param adjustments what it sets of rules
 * @param failOn the severity from which on a failed rule fails the scan
 * @param reports paths by format
 * @param choice which profile judges, and which schemas
 * @param profiles the user's own, as they are written
 * @param governance exceptions, attestations and what to compare with
 */
public record Config(
    List<Database> databases,
    GoogleScope google,
    List<Path> from,
    List<Path> rules,
    Adjustments adjustments,
    Optional<Severity> failOn,
    Map<String, Path> reports,
    Choice choice,
    Optional<YamlNode> profiles,
    Governance governance) {

  /**
   * A connection URL, libpq's or JDBC's.
   *
   * @param place that names it
   * @param all whether it stands for all databases of its server
   * @param connections to its server at once, at most; empty: as Assay has it
   * @param instance which instance of Google Cloud the server is, if the user says so
   * @param password where it is kept, if not where libpq looks for it
   */
  public record Database(
      String url,
      String place,
      boolean all,
      Optional<Integer> connections,
      Optional<GoogleInstance> instance,
      Optional<PasswordSource> password) {}

  /** The configuration of someone who has none. */
  public static final Config EMPTY =
      new Config(
          List.of(),
          GoogleScope.NONE,
          List.of(),
          List.of(),
          Adjustments.NONE,
          Optional.empty(),
          Map.of(),
          Choice.NONE,
          Optional.empty(),
          Governance.NONE);

  /** The same with one more report. */
  public Config withReport(String format, Path path) {
    Map<String, Path> more = new LinkedHashMap<>(reports);
    more.put(format, path);
    return new Config(
        databases, google, from, rules, adjustments, failOn, more, choice, profiles, governance);
  }

  /** The same, of other targets. */
  public Config of(List<Database> databases, GoogleScope google, List<Path> from) {
    return new Config(
        databases, google, from, rules, adjustments, failOn, reports, choice, profiles, governance);
  }

  private static final Set<String> KEYS =
      Set.of(
          "databases",
          "google",
          "from",
          "rules",
          "production",
          "parameters",
          "overrides",
          "fail_on",
          "reports",
          "profile",
          "profiles",
          "schemas",
          "exclude_schemas",
          "waivers",
          "attestations",
          "baseline");

  /** A scan has no more collectors at work. */
  private static final int MOST_CONNECTIONS = 8;

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

  /**
   * Reads a file.
   *
   * @throws InputException with place and remedy for whatever is wrong with it
   */
  public static Config read(Path path) throws InputException {
    Optional<YamlNode> document = YamlNode.read(path);
    if (document.isEmpty()) {
      return EMPTY;
    }
    Map<String, YamlNode> root = document.get().mapping(KEYS);
    Optional<Severity> failOn = Optional.empty();
    if (root.containsKey("fail_on")) {
      failOn = Optional.of(root.get("fail_on").word(Severity::of, "severity", Severity.WORDS));
    }
    return new Config(
        databases(path, root),
        root.containsKey("google") ? google(path, root.get("google")) : GoogleScope.NONE,
        paths(path, root, "from"),
        paths(path, root, "rules"),
        Adjustments.read(path, root),
        failOn,
        reports(path, root),
        Choice.read(root),
        Optional.ofNullable(root.get("profiles")),
        Governance.read(path, root));
  }

  private static List<Database> databases(Path file, Map<String, YamlNode> root)
      throws InputException {
    List<Database> databases = new ArrayList<>();
    if (root.containsKey("databases")) {
      for (YamlNode item : root.get("databases").list()) {
        YamlNode url = item;
        boolean all = false;
        Optional<Integer> connections = Optional.empty();
        Optional<GoogleInstance> instance = Optional.empty();
        Optional<PasswordSource> password = Optional.empty();
        if (!item.isScalar()) {
          Map<String, YamlNode> entries =
              item.mapping(Set.of("url", "all", "connections", "instance", "password"));
          if (!entries.containsKey("url")) {
            throw item.error("a database needs a url: postgresql://user@host:5432/name");
          }
          url = entries.get("url");
          all = entries.containsKey("all") && entries.get("all").bool();
          if (entries.containsKey("connections")) {
            connections = Optional.of(entries.get("connections").integer(1, MOST_CONNECTIONS));
          }
          if (entries.containsKey("instance")) {
            instance = Optional.of(instance(entries.get("instance")));
          }
          if (entries.containsKey("password")) {
            password = Optional.of(Logins.password(entries.get("password"), file));
          }
        }
        databases.add(
            new Database(url.string(), url.place(), all, connections, instance, password));
      }
    }
    return List.copyOf(databases);
  }

  private static GoogleInstance instance(YamlNode node) throws InputException {
    try {
      return GoogleInstance.parse(node.string());
    } catch (InputException e) {
      throw node.error(String.valueOf(e.getMessage()));
    }
  }

  private static GoogleScope google(Path file, YamlNode node) throws InputException {
    Map<String, YamlNode> google =
        node.mapping(
            Set.of(
                "projects",
                "folders",
                "organizations",
                "databases",
                "endpoints",
                "plaintext",
                "timeout",
                "quota_project",
                "concurrency",
                "max_calls",
                "deadline"));
    Map<String, String> endpoints = new LinkedHashMap<>();
    if (google.containsKey("endpoints")) {
      Set<String> services = GoogleService.keys();
      for (Map.Entry<String, YamlNode> e : google.get("endpoints").mapping(services).entrySet()) {
        endpoints.put(e.getKey(), e.getValue().string());
      }
    }
    GoogleSettings settings = GoogleSettings.DEFAULT;
    try {
      settings =
          new GoogleSettings(
              endpoints,
              google.containsKey("plaintext") && google.get("plaintext").bool(),
              google.containsKey("timeout") ? duration(google.get("timeout")) : settings.timeout(),
              google.containsKey("quota_project")
                  ? Optional.of(google.get("quota_project").string())
                  : Optional.empty(),
              pace(google));
    } catch (IllegalArgumentException e) {
      throw node.error(String.valueOf(e.getMessage()));
    }
    return new GoogleScope(
        strings(google, "projects"),
        strings(google, "folders"),
        strings(google, "organizations"),
        settings,
        google.containsKey("databases")
            ? Optional.of(Logins.fleet(google.get("databases"), file, MOST_CONNECTIONS))
            : Optional.empty());
  }

  private static Pace pace(Map<String, YamlNode> google) throws InputException {
    Pace usual = Pace.DEFAULT;
    return new Pace(
        google.containsKey("concurrency") ? count(google.get("concurrency")) : usual.atOnce(),
        google.containsKey("max_calls") ? count(google.get("max_calls")) : usual.calls(),
        google.containsKey("deadline") ? duration(google.get("deadline")) : usual.deadline());
  }

  private static int count(YamlNode node) throws InputException {
    String text = node.string();
    if (!text.matches("[0-9]{1,9}")) {
      throw node.error("\"" + text + "\" is not a number");
    }
    return Integer.parseInt(text);
  }

  private static List<String> strings(Map<String, YamlNode> map, String key) throws InputException {
    return map.containsKey(key) ? map.get(key).strings() : List.of();
  }

  private static List<Path> paths(Path file, Map<String, YamlNode> root, String key)
      throws InputException {
    List<Path> paths = new ArrayList<>();
    for (String path : strings(root, key)) {
      paths.add(file.resolveSibling(path));
    }
    return List.copyOf(paths);
  }

  private static Map<String, Path> reports(Path file, Map<String, YamlNode> root)
      throws InputException {
    Map<String, Path> reports = new LinkedHashMap<>();
    if (root.containsKey("reports")) {
      for (Map.Entry<String, YamlNode> e : root.get("reports").mapping().entrySet()) {
        reports.put(e.getKey(), file.resolveSibling(e.getValue().string()));
      }
    }
    return reports;
  }

  private static Duration duration(YamlNode node) throws InputException {
    Matcher m = DURATION.matcher(node.string());
    if (!m.matches()) {
      throw node.error("\"" + node.string() + "\" is not a duration: write 500ms, 60s, 5m or 1h");
    }
    long n = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "ms" -> Duration.ofMillis(n);
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      default -> Duration.ofHours(n);
    };
  }
}
