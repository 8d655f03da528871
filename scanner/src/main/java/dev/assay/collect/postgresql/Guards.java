package dev.assay.collect.postgresql;

import java.util.Map;
import java.util.Set;

/**
 * Where a fact can exist at all, as the head of its file says. Where it cannot, it is not asked
 * for: that is neither a gap nor anything that a rule could pass.
 *
 * @param since the major version from which on there is such a thing: that of the variant, or
 *     {@code -- min: MAJOR}
 * @param providers those that have it ({@code -- provider: postgresql rds}), by the names of {@code
 *     postgresql.Server}, where {@code postgresql} is a server of one's own; empty: all
 * @param extension which must be installed in the database ({@code -- extension: NAME >= VERSION});
 *     its schema replaces {@code {extension_schema}} in the statement; empty: none
 * @param extensionVersion the oldest that has it; may be empty
 * @param when a condition in SQL ({@code -- when: …}); empty: always
 * @param otherwise why there is no such thing where the condition does not hold
 * @param readable a condition in SQL that tells whether the role may read it, for what would leave
 *     an error in the server's log at each scan; empty: try
 */
record Guards(
    int since,
    Set<String> providers,
    String extension,
    String extensionVersion,
    String when,
    String otherwise,
    String readable) {

  static Guards of(Map<String, String> head, int variant) {
    String[] extension = head.getOrDefault("extension", "").split("\\s*>=\\s*", 2);
    return new Guards(
        Math.max(variant, Integer.parseInt(head.getOrDefault("min", "0"))),
        FactQuery.words(head, "provider"),
        extension[0],
        extension.length > 1 ? extension[1] : "",
        head.getOrDefault("when", ""),
        head.getOrDefault("otherwise", "the condition of the fact does not hold"),
        head.getOrDefault("readable", ""));
  }
}
