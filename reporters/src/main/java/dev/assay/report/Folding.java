package dev.assay.report;

import dev.assay.report.Finding.Evidence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private record Check(String rule, String resource) {}

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
    Map<Check, List<Saying>> said = new HashMap<>();
    for (Finding finding : findings) {
      if (folds(finding)) {
        said.computeIfAbsent(check(finding), c -> new ArrayList<>(1)).add(saying(finding));
      }
    }
    Map<Family, List<String>> families = new HashMap<>();
    Map<Check, Family> familyOf = new HashMap<>();
    for (Finding finding : findings) {
      if (folds(finding) && !familyOf.containsKey(check(finding))) {
        Resource resource = finding.resource();
        List<Saying> all = said.getOrDefault(check(finding), List.of());
        String id = shape(resource.id());
        Family family =
            new Family(finding.rule(), resource.kind(), resource.source(), id, List.copyOf(all));
        families.computeIfAbsent(family, f -> new ArrayList<>()).add(resource.id());
        familyOf.put(check(finding), family);
      }
    }
    List<Finding> told = new ArrayList<>();
    for (Finding finding : findings) {
      Family family = folds(finding) ? familyOf.get(check(finding)) : null;
      List<String> ids = family == null ? List.of() : families.getOrDefault(family, List.of());
      if (family == null || ids.size() < MANY) {
        told.add(finding);
      } else if (ids.get(0).equals(finding.resource().id())) {
        told.add(
            finding.toldFor(family.fingerprint(saying(finding)), ids.size(), named(family, ids)));
      }
    }
    return told;
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

  private static Check check(Finding finding) {
    return new Check(finding.rule(), finding.resource().id());
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
    if (text.chars().noneMatch(Folding::isDigit)) {
      return text;
    }
    StringBuilder shape = new StringBuilder(text.length());
    boolean within = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = isDigit(c);
      if (!digit) {
        shape.append(c);
      } else if (!within) {
        shape.append('#');
      }
      within = digit;
    }
    return shape.toString();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
