package dev.assay.rego.value;

/** Is told of long work on values while it goes on, so that it can be ended. */
@FunctionalInterface
public interface Watch {
  /** Lets all work go on. */
  Watch NONE = steps -> {};

  /**
   * Long loops call this now and then.
   *
   * @param steps how many steps of work were done since the last call
   * @throws RuntimeException of the watch's, when the work must end
   */
  void step(long steps);

  /**
   * The same for work that takes long for its steps: it costs none.
   *
   * @throws RuntimeException of the watch's, when the work must end
   */
  default void look() {}

  /**
   * Called before a text is made, or while it is made.
   *
   * @param characters how long it is
   * @throws RuntimeException of the watch's when that is too long
   */
  default void text(long characters) {}
}
