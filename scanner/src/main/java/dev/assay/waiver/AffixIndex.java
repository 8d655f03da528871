package dev.assay.waiver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds the entries whose key a text begins with, in steps that grow with the logarithm of the
 * number of keys and with what is found. In sorted keys, every key that the text begins with is a
 * beginning of the last key that is not behind the text; so each key knows the longest other key
 * that it begins with.
 */
final class AffixIndex<T> {
  private static final int NONE = -1;

  private final String[] keys;
  private final List<List<T>> entries = new ArrayList<>();
  private final int[] shorter;

  AffixIndex(Map<String, List<T>> byKey) {
    TreeMap<String, List<T>> sorted = new TreeMap<>(byKey);
    keys = sorted.keySet().toArray(String[]::new);
    sorted.values().forEach(values -> entries.add(List.copyOf(values)));
    shorter = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      shorter[i] = beginningOf(keys[i], i - 1);
    }
  }

  /** The entries of all keys that the text begins with. */
  void forEach(String text, Consumer<T> consumer) {
    int at = Arrays.binarySearch(keys, text);
    at = beginningOf(text, at < 0 ? -at - 2 : at);
    while (at != NONE) {
      entries.get(at).forEach(consumer);
      at = shorter[at];
    }
  }

  private int beginningOf(String text, int from) {
    int at = from;
    while (at != NONE && !text.startsWith(keys[at])) {
      at = shorter[at];
    }
    return at;
  }
}
