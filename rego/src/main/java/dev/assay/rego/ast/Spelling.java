package dev.assay.rego.ast;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What an author may have meant by a name that is not there. */
public final class Spelling {
  private Spelling() {}

  /** The name that is nearest to the one written, if one is near. */
  public static Optional<String> nearest(String written, Collection<String> names) {
    int limit = Math.max(1, Math.min(3, (written.length() + 1) / 3));
    return names.stream()
        .filter(name -> distance(written, name) <= limit)
        .min(
            Comparator.comparingInt((String name) -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many letters must be put in, left out or changed. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
