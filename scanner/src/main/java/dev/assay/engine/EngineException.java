package dev.assay.engine;

/** An engine that cannot be used: out of reach, refusing the rules, or made for others. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: which engine, what is wrong and what to do
   */
  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
