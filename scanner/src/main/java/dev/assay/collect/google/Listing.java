package dev.assay.collect.google;

import dev.assay.report.Gap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A list that Google sends in pages, and what was missing from it. */
public final class Listing {
  private Listing() {}

  /**
   * A part of a list.
   *
   * @param next the token of the part that follows; empty after the last
   * @param unreachable the places that the part says it lacks
   */
  public record Page<T>(List<T> items, String next, List<String> unreachable) {}

  /** Asks for one part. */
  public interface Pages<T> {
    /**
     * @param token of the part; empty for the first
     * @throws RefusedException if it is not told
     */
    Page<T> page(String token);
  }

  /**
   * How reading ended.
   *
   * @param gaps what is missing
   * @param refusal why the list ended early
   * @param read how many items had come
   */
  public record Outcome(List<Gap> gaps, Optional<Refusal> refusal, int read) {}

  /**
   * Reads all pages. What was read before a page failed is kept.
   *
   * @param each takes the items of each page
   */
  public static <T> Outcome read(Reading reading, Pages<T> pages, Consumer<List<T>> each) {
    List<Gap> gaps = new ArrayList<>();
    int read = 0;
    String token = "";
    Set<String> followed = new HashSet<>();
    try {
      while (true) {
        Page<T> page = pages.page(token);
        each.accept(page.items());
        read += page.items().size();
        for (String part : page.unreachable()) {
          gaps.add(reading.unreachable(part));
        }
        if (page.next().isEmpty()) {
          break;
        }
        if (!followed.add(page.next())) {
          gaps.add(reading.endless(read));
          break;
        }
        token = page.next();
      }
    } catch (RefusedException e) {
      gaps.add(reading.failed(e.refusal(), read));
      return new Outcome(gaps.stream().distinct().toList(), Optional.of(e.refusal()), read);
    }
    return new Outcome(gaps.stream().distinct().toList(), Optional.empty(), read);
  }
}
