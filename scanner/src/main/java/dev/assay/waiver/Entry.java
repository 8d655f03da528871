package dev.assay.waiver;

import dev.assay.input.Glob;
import dev.assay.report.Finding;
import dev.assay.report.Waiver;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * One waiver of a file.
 *
 * @param id what it is called in reports; unique in its file
 * @param place {@code file:line:column}
 * @param rule the name that the file gives
 * @param rules the ids that it stands for
 * @param at pattern of places in the resource
 * @param from the day of its approval, before which it covers nothing; may be the first of all
 * @param mostDays how long it may last, counted from its approval if that has a day
 */
record Entry(
    String id,
    String place,
    String rule,
    Set<String> rules,
    Glob resource,
    Glob at,
    Waiver waiver,
    LocalDate from,
    int mostDays,
    boolean allowCritical) {

  Entry {
    rules = Set.copyOf(rules);
  }

  /** Whether it speaks of a violation, in force or not. */
  boolean speaksOf(Finding finding) {
    return rules.contains(finding.rule())
        && at.matches(finding.at())
        && resource.matches(finding.resource().id());
  }

  boolean holdsAt(Instant time) {
    return objection(time).isEmpty();
  }

  /** Why it covers nothing at that time; empty if it does. */
  Optional<String> objection(Instant time) {
    LocalDate today = LocalDate.ofInstant(time, ZoneOffset.UTC);
    LocalDate expires = waiver.expires();
    LocalDate last = (from.equals(LocalDate.MIN) ? today : from).plusDays(mostDays);
    if (expires.isBefore(today)) {
      return Optional.of("expired on " + expires);
    }
    if (expires.isAfter(last)) {
      return Optional.of("expires on %s, and may last until %s at most".formatted(expires, last));
    }
    return from.isAfter(today)
        ? Optional.of("is approved on " + from + ", which is to come")
        : Optional.empty();
  }
}
