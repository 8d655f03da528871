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

  /** What a rule says of a resource at one place, whichever of the family it is. */
  private record Saying(
      Verdict verdict,
      Severity severity,
      String at,
      String message,
      Optional<Waiver> waiver,
      Optional<Finding.Age> age,
      Terms terms) {}

  private record Family(String rule, String kind, String source, String id, List<Saying> said) {
    String fingerprint(Saying saying) {
      String text = String.join("\0", rule, id, saying.at(), saying.message());
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  private Folding() {}

  /**
   * @param findings in the order of a report, which is that of the result
   */
  static List<Finding> of(List<Finding> findings) {
    Map<String, List<Integer>> byRule = new HashMap<>();
    for (int i = 0; i < findings.size(); i++) {
      if (folds(findings.get(i))) {
        byRule.computeIfAbsent(findings.get(i).rule(), r -> new ArrayList<>()).add(i);
      }
    }
    // Rule by rule: what it takes to see what is alike is let go before the next.
    @Nullable Finding[] told = findings.toArray(new Finding[0]);
    byRule.values().parallelStream()
        .filter(places -> places.size() >= MANY)
        .forEach(places -> fold(told, places));
    return Arrays.stream(told).flatMap(Stream::ofNullable).toList();
  }

  /**
   * Folds the findings of one rule.
   *
   * @param told what is left out becomes null
   * @param places of the rule's findings
   */
  private static void fold(@Nullable Finding[] told, List<Integer> places) {
    Map<String, List<Finding>> byResource = new LinkedHashMap<>();
    for (int place : places) {
      Finding finding = told[place];
      if (finding != null) {
        byResource.computeIfAbsent(finding.resource().id(), id -> new ArrayList<>(1)).add(finding);
      }
    }
    Map<Family, List<String>> families = new HashMap<>();
    Map<String, Family> familyOf = new HashMap<>();
    byResource.forEach(
        (id, all) -> {
          Finding first = all.get(0);
          Resource resource = first.resource();
          Family family =
              new Family(
                  first.rule(),
                  resource.kind(),
                  resource.source(),
                  shape(id),
                  all.stream().map(Folding::saying).toList());
          families.computeIfAbsent(family, f -> new ArrayList<>()).add(id);
          familyOf.put(id, family);
        });
    for (int place : places) {
      Finding finding = told[place];
      Family family = finding == null ? null : familyOf.get(finding.resource().id());
      List<String> ids = family == null ? List.of() : families.getOrDefault(family, List.of());
      if (finding != null && family != null && ids.size() >= MANY) {
        told[place] =
            ids.get(0).equals(finding.resource().id())
                ? finding.toldFor(
                    family.fingerprint(saying(finding)), ids.size(), named(family, ids))
                : null;
      }
    }
  }

  private static List<Evidence> named(Family family, List<String> ids) {
    List<Evidence> named = new ArrayList<>();
    named.add(new Evidence("alike", ids.size() + " resources: " + family.id()));
    for (String id : ids.subList(1, Math.min(ids.size(), 1 + NAMED))) {
      named.add(new Evidence("also", id));
    }
    return named;
  }

  private static boolean folds(Finding finding) {
    return switch (finding.verdict()) {
      case FAIL, UNKNOWN, WAIVED -> finding.explanation().isEmpty();
      case PASS, NOT_APPLICABLE -> false;
    };
  }

  private static Saying saying(Finding finding) {
    return new Saying(
        finding.verdict(),
        finding.severity(),
        shape(finding.at()),
        shape(finding.message()),
        finding.waiver(),
        finding.age(),
        finding.terms());
  }

  /** The text with a mark for each number in it. */
  private static String shape(String text) {
    int digit = 0;
    while (digit < text.length() && !isDigit(text.charAt(digit))) {
      digit++;
    }
    if (digit == text.length()) {
      return text;
    }
    StringBuilder shape = new StringBuilder(text.length());
    boolean within = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isDigit = isDigit(c);
      if (!isDigit) {
        shape.append(c);
      } else if (!within) {
        shape.append('#');
      }
      within = isDigit;
    }
    return shape.toString();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
