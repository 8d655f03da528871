package dev.assay.attestation;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something that people must have done, and say so.
 *
 * @param subject what each attestation is about
 * @param maxAgeDays how long it counts from the day on which it was done; empty: as it says itself
 * @param seeds the recommendations that it was made from
 */
public record AttestedControl(
    RuleInfo info, Subject subject, Optional<Integer> maxAgeDays, List<String> seeds) {

  /** What a control is asked of. */
  public enum Subject {
    /** Each AlloyDB cluster, Cloud SQL instance and PostgreSQL server. */
    CLUSTER,
    /** Each project, folder or organization, and each PostgreSQL server. */
    ESTATE,
    /** Each change that is attested; nobody knows of the others. */
    CHANGE;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Subject> of(String label) {
      return Arrays.stream(values()).filter(s -> s.label().equals(label)).findFirst();
    }
  }

  private static final String BUNDLED = "/assay/rules/attested.yaml";
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "name",
          "title",
          "description",
          "severity",
          "subject",
          "max_age_days",
          "record",
          "links",
          "controls",
          "seeds");
  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)+");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)+");
  private static final int LONGEST = 3650;

  public AttestedControl {
    seeds = List.copyOf(seeds);
  }

  /** Those that come with Assay. */
  public static List<AttestedControl> bundled() {
    try (InputStream in =
        Objects.requireNonNull(AttestedControl.class.getResourceAsStream(BUNDLED), BUNDLED)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return read(YamlNode.parse("rules/attested.yaml", text));
    } catch (IOException e) {
      throw new UncheckedIOException(BUNDLED, e);
    } catch (InputException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Those of a user's file. */
  public static List<AttestedControl> read(Path file) throws InputException {
    return read(YamlNode.read(file));
  }

  private static List<AttestedControl> read(Optional<YamlNode> document) throws InputException {
    List<AttestedControl> controls = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    for (YamlNode node : document.isEmpty() ? List.<YamlNode>of() : document.get().list()) {
      AttestedControl control = of(node);
      String other = places.putIfAbsent(control.info().id(), node.place());
      if (other != null) {
        throw node.error(control.info().id() + " is at " + other + " already; take another id");
      }
      controls.add(control);
    }
    return controls;
  }

  private static AttestedControl of(YamlNode node) throws InputException {
    Map<String, YamlNode> keys = node.mapping(KEYS);
    String id = matching(node.required(keys, "id"), ID, "capitals, like AT-003 or ACME-001");
    YamlNode severity = node.required(keys, "severity");
    YamlNode subject = node.required(keys, "subject");
    Map<String, List<String>> controls = new LinkedHashMap<>();
    if (keys.containsKey("controls")) {
      for (Map.Entry<String, YamlNode> e : keys.get("controls").mapping().entrySet()) {
        controls.put(e.getKey(), e.getValue().strings());
      }
    }
    Optional<Integer> maxAge =
        keys.containsKey("max_age_days")
            ? Optional.of(keys.get("max_age_days").integer(1, LONGEST))
            : Optional.empty();
    RuleInfo info =
        new RuleInfo(
            id,
            matching(node.required(keys, "name"), NAME, "a path like attested/restore_test"),
            node.required(keys, "title").text(),
            node.required(keys, "description").text(),
            Severity.of(severity.string())
                .orElseThrow(() -> severity.error("use info, low, medium, high or critical")),
            "assay.Attestation",
            keys.containsKey("links") ? keys.get("links").strings() : List.of(),
            controls,
            "Do it, keep the evidence ("
                + node.required(keys, "record").text()
                + "), and add a record to attestations.yaml.",
            maxAge.map(d -> Map.of("max_age_days", d.toString())).orElse(Map.of()));
    return new AttestedControl(
        info,
        Subject.of(subject.string())
            .orElseThrow(() -> subject.error("use cluster, estate or change")),
        maxAge,
        keys.containsKey("seeds") ? keys.get("seeds").strings() : List.of());
  }

  private static String matching(YamlNode node, Pattern pattern, String like)
      throws InputException {
    if (!pattern.matcher(node.string()).matches()) {
      throw node.error("\"" + node.string() + "\": use " + like);
    }
    return node.string();
  }
}
