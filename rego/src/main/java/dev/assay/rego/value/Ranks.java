package dev.assay.rego.value;

/** The positions of values in ascending order of the values; no boxes, since sets may be large. */
final class Ranks {
  /** Shorter runs are sorted by insertion. */
  private static final int RUN = 8;

  private Ranks() {}

  /** How many steps of merging go by between looks at the watch. */
  private static final int STRIDE = 1 << 12;

  static int[] of(Value[] values, int size, Watch watch) {
    int[] ranks = new int[size];
    boolean sorted = true;
    for (int i = 0; i < size; i++) {
      Watched.look(i);
      ranks[i] = i;
      sorted &= i == 0 || values[i - 1].compareTo(values[i]) < 0;
    }
    if (!sorted) {
      sort(values, ranks.clone(), ranks, 0, size, watch);
    }
    return ranks;
  }

  /** Sorts a part of {@code to}, of which {@code from} is a copy, by merging. */
  private static void sort(Value[] values, int[] from, int[] to, int start, int end, Watch watch) {
    if (end - start <= RUN) {
      for (int i = start + 1; i < end; i++) {
        int position = to[i];
        int j = i;
        while (j > start && values[to[j - 1]].compareTo(values[position]) > 0) {
          to[j] = to[j - 1];
          j--;
        }
        to[j] = position;
      }
      return;
    }
    int middle = (start + end) >>> 1;
    sort(values, to, from, start, middle, watch);
    sort(values, to, from, middle, end, watch);
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      if (i % STRIDE == 0) {
        watch.step(STRIDE);
        Watched.look();
      }
      boolean takeLeft =
          right == end || (left < middle && values[from[left]].compareTo(values[from[right]]) <= 0);
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }
}
