package dev.assay.collect.google;

import com.google.api.gax.paging.AbstractPage;
import com.google.api.gax.paging.AbstractPagedListResponse;
import com.google.api.gax.rpc.ApiException;
import dev.assay.report.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A list that Google sends in pages, and what was missing from it. */
public final class Listing {
  private Listing() {}

  /**
   * Reads all pages. What was read before a page failed is kept.
   *
   * @param call asks for the first page
   * @param unreachable the places that a page says it lacks
   * @param page takes the items of each page
   * @return the gaps
   */
  public static <Q, R, T, P extends AbstractPage<Q, R, T, P>> List<Gap> read(
      Reading reading,
      Supplier<? extends AbstractPagedListResponse<Q, R, T, P, ?>> call,
      Function<R, List<String>> unreachable,
      Consumer<List<T>> page) {
    List<Gap> gaps = new ArrayList<>();
    int read = 0;
    String token = "";
    try {
      for (P next : call.get().iteratePages()) {
        List<T> items = new ArrayList<>();
        next.getValues().forEach(items::add);
        page.accept(items);
        read += items.size();
        for (String part : unreachable.apply(next.getResponse())) {
          gaps.add(reading.unreachable(part));
        }
        String following = next.getNextPageToken();
        if (!following.isEmpty() && following.equals(token)) {
          gaps.add(reading.endless(read));
          break;
        }
        token = following;
      }
    } catch (ApiException e) {
      gaps.add(reading.failed(e, read));
    }
    return gaps.stream().distinct().toList();
  }
}
