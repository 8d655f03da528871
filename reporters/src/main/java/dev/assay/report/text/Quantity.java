package dev.assay.report.text;

import java.util.Locale;

/** Numbers in reports, the same in every locale: {@code 1,234}, {@code 1 gap}, {@code 2 gaps}. */
public final class Quantity {
  private Quantity() {}

  public static String of(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  public static String of(long n, String noun) {
    return of(n) + " " + noun + (n == 1 ? "" : "s");
  }
}
