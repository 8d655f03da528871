package dev.assay.rulepack;

import dev.assay.rego.ModuleInfo;
import dev.assay.rego.Policy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules that the rules of a pack use: their own, and those that these name, directly or not.
 */
final class ModulesInUse {
  /** A name in data, as far as it is written with dots; or data with a key that nobody foresees. */
  private static final Pattern NAMED = Pattern.compile("(?<![\\w.])data((?:\\.\\w+)+|\\s*\\[)");

  private ModulesInUse() {}

  /** In the order of the pack; all of them where a module chooses among them as it goes. */
  static List<PackFile> of(RulePack pack) {
    List<String> rules = pack.rules().stream().map(Rule::file).toList();
    return of(pack.modules(), pack.policy(), rules);
  }

  /**
   * The same of some rules by the names of their files.
   *
   * @param modules all there are
   */
  static List<PackFile> of(List<PackFile> modules, Policy policy, List<String> rules) {
    Map<String, PackFile> files = new HashMap<>();
    modules.forEach(file -> files.put(file.name(), file));
    Map<String, List<String>> packages = new HashMap<>();
    for (ModuleInfo module : policy.modules()) {
      packages.put(module.source().file(), module.path());
    }
    Set<String> used = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(rules);
    while (!open.isEmpty()) {
      String file = open.remove();
      PackFile module = files.get(file);
      if (module == null || !used.add(file)) {
        continue;
      }
      Matcher named = NAMED.matcher(module.text());
      while (named.find()) {
        if (named.group(1).endsWith("[")) {
          return modules;
        }
        List<String> ref = List.of(named.group(1).substring(1).split("\\.", -1));
        packages.forEach(
            (other, path) -> {
              if (meet(ref, path)) {
                open.add(other);
              }
            });
      }
    }
    return modules.stream().filter(file -> used.contains(file.name())).toList();
  }

  /** Whether one of two paths begins the other. */
  private static boolean meet(List<String> a, List<String> b) {
    int n = Math.min(a.size(), b.size());
    return a.subList(0, n).equals(b.subList(0, n));
  }
}
