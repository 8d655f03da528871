package dev.assay.report;

import dev.assay.report.Finding.Evidence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Findings of resources that are alike, told once: partitions by month, schemas by tenant, shards.
 * Resources are alike when their ids differ in digits only ({@code app_#/events_#}) and one rule
 * says the same of them, at the same places, but for digits. The finding of the first by id stands
 * for {@value #MANY} or more; its fingerprint is the family's, so that it is the same when another
 * partition comes.
 */
final class Folding {
  /** Fewer are told one by one. */
  static final int MANY = 20;

  /** How many are named besides the first. */
  private static final int NAMED = 10;

  /** Findings of one rule, one after another in the report. */
  private record Run(int from, int to) {}

  /** What one rule says of one resource. */
  private static final class Member {
    List<Finding> said = List.of();
    @Nullable Family family;

    /** Most have one finding. */
    void add(Finding finding) {
      if (said.isEmpty()) {
        said = List.of(finding);
      } else {
        said = new ArrayList<>(said);
        said.add(finding);
      }
    }
  }

  /** Resources of which one rule says the same. */
  private static final class Family {
    final Member first;
    final String shape;

    /** The first ones. */
    final List<String> ids = new ArrayList<>();

    int resources;

    Family(Member first, String shape) {
      this.first = first;
      this.shape = shape;
    }

    void add(String id) {
      resources++;
      if (ids.size() <= NAMED) {
        ids.add(id);
      }
    }

    Finding tell(Finding finding) {
      return finding.toldFor(fingerprint(finding), resources, named());
    }

    private List<Evidence> named() {
      List<Evidence> named = new ArrayList<>();
      named.add(new Evidence("alike", resources + " resources: " + shape));
      ids.stream().skip(1).forEach(id -> named.add(new Evidence("also", id)));
      return named;
    }

    private String fingerprint(Finding finding) {
      String text =
          String.join("\0", finding.rule(), shape, shaped(finding.at()), shaped(finding.message()));
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  /** What is neither a text with digits nor one of few. */
  private record Circumstances(
      Resource nowhere, Optional<Waiver> waiver, Optional<Finding.Age> age, Terms terms) {
    static Circumstances of(Finding finding) {
      Resource resource = finding.resource();
      return new Circumstances(
          new Resource("", resource.kind(), resource.source()),
          finding.waiver(),
          finding.age(),
          finding.terms());
    }

    boolean areOf(Finding finding) {
      Resource resource = finding.resource();
      return nowhere.kind().equals(resource.kind())
          && nowhere.source().equals(resource.source())
          && waiver.equals(finding.waiver())
          && age.equals(finding.age())
          && Objects.equals(terms, finding.terms()); // which are the same in most cases
    }
  }

  private final @Nullable Finding[] told;
  private final Map<Circumstances, Integer> numbers = new HashMap<>();
  private @Nullable Circumstances lately;
  private int latelyNumber;

  private Folding(@Nullable Finding[] told) {
    this.told = told;
  }

  /**
   * @param findings in the order of a report, which is that of the result
   */
  static List<Finding> of(List<Finding> findings) {
    @Nullable Finding[] told = findings.toArray(new Finding[0]);
    Map<String, List<Run>> byRule = new HashMap<>();
    for (int from = 0, to; from < told.length; from = to) {
      String rule = findings.get(from).rule();
      to = from + 1;
      while (to < told.length && findings.get(to).rule().equals(rule)) {
        to++;
      }
      byRule.computeIfAbsent(rule, r -> new ArrayList<>()).add(new Run(from, to));
    }
    // Rule by rule: what it takes to see what is alike is let go before the next.
    byRule.values().parallelStream()
        .filter(runs -> runs.stream().mapToInt(run -> run.to - run.from).sum() >= MANY)
        .forEach(runs -> new Folding(told).fold(runs));
    return Arrays.stream(told).flatMap(Stream::ofNullable).toList();
  }

  /** Folds the findings of one rule; what is left out becomes null. */
  private void fold(List<Run> runs) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (Run run : runs) {
      for (int i = run.from; i < run.to; i++) {
        Finding finding = told[i];
        if (finding != null && folds(finding)) {
          members.computeIfAbsent(finding.resource().id(), id -> new Member()).add(finding);
        }
      }
    }
    Map<String, Family> families = new HashMap<>();
    members.forEach(
        (id, member) -> {
          String shape = shaped(id);
          Family family =
              families.computeIfAbsent(key(shape, member.said), k -> new Family(member, shape));
          family.add(id);
          member.family = family;
          member.said = List.of();
        });
    for (Run run : runs) {
      for (int i = run.from; i < run.to; i++) {
        Finding finding = told[i];
        Member member =
            finding == null || !folds(finding) ? null : members.get(finding.resource().id());
        Family family = member == null ? null : member.family;
        if (finding != null && family != null && family.resources >= MANY) {
          told[i] = isFirst(family, member) ? family.tell(finding) : null;
        }
      }
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isFirst(Family family, @Nullable Member member) {
    return family.first == member;
  }

  private static boolean folds(Finding finding) {
    return switch (finding.verdict()) {
      case FAIL, UNKNOWN, WAIVED -> finding.explanation().isEmpty();
      case PASS, NOT_APPLICABLE -> false;
    };
  }

  /** The same for all that is told as one, and for nothing else. */
  private String key(String shape, List<Finding> said) {
    StringBuilder key = new StringBuilder(shape.length() + 200);
    append(key, shape);
    for (Finding finding : said) {
      key.append(finding.verdict()).append(finding.severity()).append(number(finding));
      append(key, shaped(finding.at()));
      append(key, shaped(finding.message()));
    }
    return key.toString();
  }

  private static void append(StringBuilder key, String text) {
    key.append(':').append(text.length()).append(':').append(text);
  }

  private int number(Finding finding) {
    if (lately == null || !lately.areOf(finding)) {
      lately = Circumstances.of(finding);
      latelyNumber = numbers.computeIfAbsent(lately, c -> numbers.size());
    }
    return latelyNumber;
  }

  /** The text with a mark for each number in it. */
  private static String shaped(String text) {
    int digit = 0;
    while (digit < text.length() && !isDigit(text.charAt(digit))) {
      digit++;
    }
    if (digit == text.length()) {
      return text;
    }
    char[] shape = text.toCharArray();
    int length = digit;
    boolean within = false;
    for (int i = digit; i < shape.length; i++) {
      char c = shape[i];
      boolean isDigit = isDigit(c);
      if (!isDigit) {
        shape[length++] = c;
      } else if (!within) {
        shape[length++] = '#';
      }
      within = isDigit;
    }
    return new String(shape, 0, length);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
