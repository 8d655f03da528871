package dev.assay.collect.rest;

import java.util.List;
import java.util.Map;

/**
 * One thing that an endpoint is asked for.
 *
 * @param names what templates may name
 * @param parent the resource whose permissions count: {@code projects/p}, {@code folders/1}, {@code
 *     billingAccounts/b}
 * @param scopes the ids under which resources are missing if it cannot be read
 */
record Target(Map<String, String> names, String parent, List<String> scopes) {
  Target {
    names = Map.copyOf(names);
    scopes = List.copyOf(scopes);
  }

  /**
   * @throws IllegalArgumentException if it has no such name
   */
  String name(String key) {
    String name = names.get(key);
    if (name == null) {
      throw new IllegalArgumentException(key + " is not among " + names);
    }
    return name;
  }
}
