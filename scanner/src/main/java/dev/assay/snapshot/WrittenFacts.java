package dev.assay.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is held in memory of facts that are in a file: for each, by its number, its id, source and
 * kind, and where it lies. Ids are bytes one after another, since a million texts would be most of
 * what a scan needs.
 */
final class WrittenFacts {
  private static final int CHUNK = 1 << 20;

  private final List<byte[]> chunks = new ArrayList<>();
  private int free = CHUNK;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private int size;
  private long[] idAt = new long[1024];
  private int[] idLength = new int[1024];
  private int[] source = new int[1024];
  private int[] kind = new int[1024];
  private long[] offset = new long[1024];
  private int[] length = new int[1024];

  int size() {
    return size;
  }

  /**
   * @param at where its line begins in the file
   * @param bytes of the line
   */
  void add(Fact fact, long at, int bytes) {
    if (size == idAt.length) {
      int more = size * 2;
      idAt = Arrays.copyOf(idAt, more);
      idLength = Arrays.copyOf(idLength, more);
      source = Arrays.copyOf(source, more);
      kind = Arrays.copyOf(kind, more);
      offset = Arrays.copyOf(offset, more);
      length = Arrays.copyOf(length, more);
    }
    byte[] id = fact.id().getBytes(StandardCharsets.UTF_8);
    idAt[size] = keep(id);
    idLength[size] = id.length;
    source[size] = number(fact.source());
    kind[size] = number(fact.kind());
    offset[size] = at;
    length[size] = bytes;
    size++;
  }

  private long keep(byte[] id) {
    if (free + id.length > CHUNK) {
      chunks.add(new byte[Math.max(CHUNK, id.length)]);
      free = 0;
    }
    int chunk = chunks.size() - 1;
    System.arraycopy(id, 0, chunks.get(chunk), free, id.length);
    long at = (long) chunk << 32 | free;
    free += id.length;
    return at;
  }

  private int number(String name) {
    Integer known = numbers.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
    }
    return known == null ? names.size() - 1 : known;
  }

  String id(int fact) {
    return new String(chunk(fact), from(fact), idLength[fact], StandardCharsets.UTF_8);
  }

  String source(int fact) {
    return names.get(source[fact]);
  }

  /** Of whatever was added. */
  Set<String> sources() {
    return IntStream.range(0, size)
        .map(i -> source[i])
        .distinct()
        .mapToObj(names::get)
        .collect(Collectors.toSet());
  }

  String kind(int fact) {
    return names.get(kind[fact]);
  }

  long offset(int fact) {
    return offset[fact];
  }

  int length(int fact) {
    return length[fact];
  }

  /** Where some lines lie in the file, and nothing else of them. */
  static final class Places {
    private final long[] offset;
    private final int[] length;

    private Places(long[] offset, int[] length) {
      this.offset = offset;
      this.length = length;
    }

    int size() {
      return offset.length;
    }

    long offset(int i) {
      return offset[i];
    }

    int length(int i) {
      return length[i];
    }
  }

  Places places(int[] facts) {
    return new Places(
        Arrays.stream(facts).mapToLong(fact -> offset[fact]).toArray(),
        Arrays.stream(facts).map(fact -> length[fact]).toArray());
  }

  boolean sameId(int a, int b) {
    return Arrays.equals(
        chunk(a), from(a), from(a) + idLength[a], chunk(b), from(b), from(b) + idLength[b]);
  }

  /** The numbers of all, by id, then by source. */
  int[] inOrder() {
    Integer[] numbersOfAll = IntStream.range(0, size).boxed().toArray(Integer[]::new);
    Arrays.parallelSort(numbersOfAll, this::compare);
    return Arrays.stream(numbersOfAll).mapToInt(i -> i).toArray();
  }

  private int compare(int a, int b) {
    int ids = compareIds(a, b);
    return ids != 0 || source[a] == source[b] ? ids : source(a).compareTo(source(b));
  }

  /**
   * As texts compare, by halves of surrogate pairs: these come before the last plain characters.
   */
  private int compareIds(int a, int b) {
    byte[] x = chunk(a);
    byte[] y = chunk(b);
    int i = from(a);
    int j = from(b);
    int at = Arrays.mismatch(x, i, i + idLength[a], y, j, j + idLength[b]);
    if (at < 0 || at == idLength[a] || at == idLength[b]) {
      return Integer.compare(idLength[a], idLength[b]);
    }
    int p = x[i + at] & 0xff;
    int q = y[j + at] & 0xff;
    boolean pairs = (p >= 0xf0) != (q >= 0xf0) && Math.min(p, q) >= 0xee;
    return pairs ? Integer.compare(q, p) : Integer.compare(p, q);
  }

  private byte[] chunk(int fact) {
    return chunks.get((int) (idAt[fact] >> 32));
  }

  private int from(int fact) {
    return (int) idAt[fact];
  }
}
