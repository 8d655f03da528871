package dev.assay.rego;

import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Value;
import java.util.List;

/** Compiled Rego; immutable and thread-safe. */
public final class Policy {
  private final List<ModuleInfo> modules;

  private Policy(List<ModuleInfo> modules) {
    this.modules = modules;
  }

  /**
   * Compiles sources into a policy.
   *
   * @throws dev.assay.rego.ast.RegoException with all the errors that were found
   */
  public static Policy compile(List<RegoSource> sources) {
    throw new UnsupportedOperationException(sources.toString());
  }

  /**
   * As {@link #compile}, with the checks that {@code opa check --strict} does besides: unused
   * imports and variables, among others.
   */
  public static Policy compileStrictly(List<RegoSource> sources) {
    throw new UnsupportedOperationException(sources.toString());
  }

  /**
   * Compiles a query: a path ({@code data.a.b}), or any body.
   *
   * @throws dev.assay.rego.ast.RegoException if the text is no query
   */
  public Query query(String text) {
    return new Query(text);
  }

  /** The policy over data, under limits. */
  public Evaluator over(Value data, Limits limits) {
    throw new UnsupportedOperationException(data + " " + limits);
  }

  /** What the sources declare, in their order. */
  public List<ModuleInfo> modules() {
    return modules;
  }
}
