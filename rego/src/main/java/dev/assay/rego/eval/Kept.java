package dev.assay.rego.eval;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What built-in functions compute once for all evaluations of a program, as far as there is room:
 * patterns may come from data, and there may be many. Thread-safe.
 */
final class Kept {
  private static final int MOST = 500;

  private final Map<Object, Object> known = new ConcurrentHashMap<>();

  @SuppressWarnings("unchecked")
  <T> T of(Object key, Supplier<T> compute) {
    Object value = known.get(key);
    if (value == null) {
      value = compute.get();
      if (known.size() < MOST) {
        known.put(key, value);
      }
    }
    return (T) value;
  }
}
