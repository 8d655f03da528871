package dev.assay.rego.value;

import org.jspecify.annotations.Nullable;

/**
 * Who watches the work of the current thread. Long walks through values ask it where nobody can
 * hand them a {@link Watch}: {@code equals}, {@code hashCode}, {@code compareTo}.
 */
public final class Watched {
  /** How many items or characters go by between looks, less one. */
  private static final int STRIDE = (1 << 12) - 1;

  private static final ThreadLocal<Watched> CURRENT = ThreadLocal.withInitial(Watched::new);

  private @Nullable Watch watch;

  private Watched() {}

  /** The work of the current thread. */
  public static Watched work() {
    return CURRENT.get();
  }

  /**
   * From now on the work is watched by another.
   *
   * @param next {@code null} for nobody
   * @return who has watched it so far
   */
  public @Nullable Watch by(@Nullable Watch next) {
    Watch former = watch;
    watch = next;
    return former;
  }

  /** Ends the work of an interrupted thread, if its watch says so; costs next to nothing else. */
  public static void look() {
    if (Thread.currentThread().isInterrupted()) {
      Watch watch = CURRENT.get().watch;
      if (watch != null) {
        watch.look();
      }
    }
  }

  /** The same, now and then: for loops that count. */
  public static void look(int i) {
    if ((i & STRIDE) == STRIDE) {
      look();
    }
  }

  /** The same, before something is done to a whole text at once, if that is long. */
  static void look(String text) {
    if (text.length() > STRIDE) {
      look();
    }
  }
}
