package dev.assay.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody's word for a violation until a given day.
 *
 * @param owner who answers for it
 * @param reason why it may stay for now
 * @param expires the last day, in UTC, on which it holds
 * @param ticket where it is followed up; may be empty
 * @param approvedBy who agreed to it; may be empty
 */
public record Waiver(
    String owner, String reason, LocalDate expires, String ticket, String approvedBy) {

  /** A waiver of which no ticket and no approval are known. */
  public Waiver(String owner, String reason, LocalDate expires) {
    this(owner, reason, expires, "", "");
  }

  /** Whether it still holds at that time. */
  public boolean holdsAt(Instant time) {
    return !LocalDate.ofInstant(time, ZoneOffset.UTC).isAfter(expires);
  }

  /** The reason, with the ticket and who approved where they are known. */
  public String justification() {
    List<String> more = new ArrayList<>();
    if (!ticket.isEmpty()) {
      more.add(ticket);
    }
    if (!approvedBy.isEmpty()) {
      more.add("approved by " + approvedBy);
    }
    return more.isEmpty() ? reason : reason + " (" + String.join(", ", more) + ")";
  }
}
