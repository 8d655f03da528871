package dev.assay.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Somebody's word for a violation until a given day.
 *
 * @param owner who answers for it
 * @param reason why it may stay for now
 * @param expires the last day, in UTC, on which it holds
 */
public record Waiver(String owner, String reason, LocalDate expires) {

  /** Whether it still holds at that time. */
  public boolean holdsAt(Instant time) {
    return !LocalDate.ofInstant(time, ZoneOffset.UTC).isAfter(expires);
  }
}
