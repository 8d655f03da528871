package dev.assay.report.drift;

import dev.assay.report.Resource;
import dev.assay.report.Severity;
import dev.assay.report.Verdict;
import dev.assay.report.text.Quantity;
import dev.assay.report.text.ResourceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The differences between two audits of an estate.
 *
 * @param changes verdicts that are not what they were; the worst first
 * @param appeared resources that were not there before, or not read
 * @param vanished resources that are no longer there, or no longer read
 * @param lost what could be read and decided before and cannot now
 * @param regained what could not be read before and can now
 * @param knowsFacts whether both snapshots were at hand; without them resources are those that the
 *     audits name, and facts are what findings rest on
 */
public record Drift(
    Side before,
    Side after,
    List<Change> changes,
    List<Resource> appeared,
    List<Resource> vanished,
    List<Loss> lost,
    List<Loss> regained,
    boolean knowsFacts) {

  public Drift {
    changes = List.copyOf(changes);
    appeared = List.copyOf(appeared);
    vanished = List.copyOf(vanished);
    lost = List.copyOf(lost);
    regained = List.copyOf(regained);
  }

  /** One of the two audits. */
  public record Side(Instant collectedAt, Instant asOf, String snapshotDigest) {}

  /** What a change means to somebody who must act. */
  public enum Direction {
    /** Fails now and did not. */
    WORSE("Got worse"),
    /** Could be decided and cannot now. */
    UNSEEN("Can no longer be decided"),
    /** Failed and does not now. */
    BETTER("Got better"),
    /** Could not be decided and can now, without a failure. */
    SEEN("Can be decided now"),
    /** Anything else, e.g. a violation that is waived now. */
    OTHER("Changed otherwise");

    private final String title;

    Direction(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A verdict that changed.
   *
   * @param before empty: the audit said nothing of it
   * @param message the later audit's, else the earlier one's
   * @param facts what changed in the resource
   */
  public record Change(
      Direction direction,
      String rule,
      String title,
      Severity severity,
      Resource resource,
      String at,
      Optional<Verdict> before,
      Optional<Verdict> after,
      String message,
      List<Fact> facts) {
    public Change {
      facts = List.copyOf(facts);
    }

    /** {@code pass → fail}. */
    public String step() {
      return before.map(Drift::words).orElse("not there")
          + " → "
          + after.map(Drift::words).orElse("not there");
    }
  }

  /**
   * A field that changed.
   *
   * @param before as JSON; empty if it was not there
   */
  public record Fact(String path, String before, String after) {
    @Override
    public String toString() {
      return path
          + ": "
          + (before.isEmpty() ? "absent" : before)
          + " → "
          + (after.isEmpty() ? "absent" : after);
    }
  }

  /**
   * Something that is seen in one of the audits only.
   *
   * @param kind the kind of resources, {@code rule} or {@code source}
   */
  public record Loss(String kind, String scope, String message) {}

  /** Whether a violation of at least that severity came up. */
  public boolean worsened(Severity failOn) {
    return changes.stream()
        .anyMatch(c -> c.direction() == Direction.WORSE && c.severity().atLeast(failOn));
  }

  /** Whether less is seen than before. */
  public boolean lostCoverage() {
    return !lost.isEmpty() || of(Direction.UNSEEN).findAny().isPresent();
  }

  private Stream<Change> of(Direction direction) {
    return changes.stream().filter(c -> c.direction() == direction);
  }

  private static String words(Verdict verdict) {
    return verdict.label().replace('_', ' ');
  }

  /** All in one sentence. */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      long n = of(direction).count();
      if (n > 0) {
        parts.add(Quantity.of(n) + " " + direction.title().toLowerCase(Locale.ROOT));
      }
    }
    if (!lost.isEmpty()) {
      parts.add(Quantity.of(lost.size()) + " no longer seen");
    }
    if (!appeared.isEmpty() || !vanished.isEmpty()) {
      parts.add(
          Quantity.of(appeared.size(), "resource")
              + " appeared and "
              + Quantity.of(vanished.size())
              + " vanished");
    }
    return parts.isEmpty() ? "Nothing changed." : String.join("; ", parts) + ".";
  }

  /** The drift as headings with entries, for formats that people read. */
  public List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      sections.add(new Section(direction.title(), of(direction).map(Drift::entry).toList()));
    }
    sections.add(2, new Section("Coverage lost", lost.stream().map(Drift::entry).toList()));
    sections.add(new Section("Coverage regained", regained.stream().map(Drift::entry).toList()));
    sections.add(new Section("Appeared", appeared.stream().map(Drift::entry).toList()));
    sections.add(new Section("Vanished", vanished.stream().map(Drift::entry).toList()));
    sections.removeIf(section -> section.entries().isEmpty());
    return sections;
  }

  private static Entry entry(Change change) {
    List<String> more = new ArrayList<>();
    String name = ResourceName.brief(change.resource().id());
    more.add(change.at().isEmpty() ? name : name + " at " + change.at());
    if (!change.message().isBlank()) {
      more.add(change.message());
    }
    change.facts().forEach(fact -> more.add(fact.toString()));
    return new Entry(
        Optional.of(change.severity()),
        change.rule() + " " + change.title() + " (" + change.step() + ")",
        more);
  }

  private static Entry entry(Resource resource) {
    return new Entry(
        Optional.empty(), resource.kind() + " " + ResourceName.brief(resource.id()), List.of());
  }

  private static Entry entry(Loss loss) {
    return new Entry(
        Optional.empty(),
        loss.kind() + " of " + ResourceName.brief(loss.scope()),
        loss.message().isBlank() ? List.of() : List.of(loss.message()));
  }

  /** A heading with what is below it. */
  public record Section(String title, List<Entry> entries) {
    public Section {
      entries = List.copyOf(entries);
    }
  }

  /** One line, and what more there is to say of it. */
  public record Entry(Optional<Severity> severity, String text, List<String> more) {
    public Entry {
      more = List.copyOf(more);
    }
  }
}
