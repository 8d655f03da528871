package dev.assay.rego;

import dev.assay.rego.ast.Module;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.builtin.Type;
import dev.assay.rego.compile.CompileOptions;
import dev.assay.rego.compile.Compiler;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.eval.Program;
import dev.assay.rego.types.Checked;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiled Rego; immutable and thread-safe. */
public final class Policy {
  private final Compiler compiler;

  /** Made when somebody asks: what rules read through others takes a while in large policies. */
  private volatile @Nullable List<ModuleInfo> modules;

  private Policy(Compiler compiler) {
    this.compiler = compiler;
  }

  /**
   * Compiles sources into a policy.
   *
   * @throws dev.assay.rego.ast.RegoException with all the errors that were found
   */
  public static Policy compile(List<RegoSource> sources) {
    return compile(sources, CompileOptions.PLAIN);
  }

  /**
   * As {@link #compile}, with the checks that {@code opa check --strict} does besides: unused
   * imports and variables, among others.
   */
  public static Policy compileStrictly(List<RegoSource> sources) {
    return compile(sources, CompileOptions.PLAIN.strictly());
  }

  /**
   * As {@link #compile}; the trace tells afterwards what evaluations came by.
   *
   * @param trace of this policy alone
   */
  public static Policy compile(List<RegoSource> sources, Trace trace) {
    return compile(sources, CompileOptions.PLAIN.seenBy(trace));
  }

  /** As {@link #compile}, in a way of its own. */
  public static Policy compile(List<RegoSource> sources, CompileOptions options) {
    return new Policy(Compiler.compile(sources, options));
  }

  /**
   * Compiles a query: a path ({@code data.a.b}), or any body.
   *
   * @throws dev.assay.rego.ast.RegoException if the text is no query
   */
  public Query query(String text) {
    return new Query(text, compiler.query(text));
  }

  /** The policy over data, under limits. */
  public Evaluator over(Value data, Limits limits) {
    return new Evaluator(new Program(data, limits, compiler.groups()));
  }

  /**
   * Checks a package's rules, and what they use, against types of documents: {@link
   * dev.assay.rego.types.JsonSchemaTypes} makes types of JSON Schemas.
   *
   * @param path of the package, without {@code data}
   * @param roots types by path: of {@code input}, {@code data.estate}…
   */
  public Checked check(List<String> path, Map<String, Type> roots) {
    return compiler.check(path, roots);
  }

  /** What the sources declare, in their order. */
  public List<ModuleInfo> modules() {
    List<ModuleInfo> known = modules;
    if (known == null) {
      known = compiler.modules().stream().map(this::info).toList();
      modules = known;
    }
    return known;
  }

  private ModuleInfo info(Module module) {
    List<RuleInfo> rules = module.rules().stream().map(this::info).toList();
    return new ModuleInfo(module.source(), module.path(), module.annotations(), rules);
  }

  private RuleInfo info(Rule rule) {
    RuleInfo.Kind kind =
        rule.isFunction()
            ? RuleInfo.Kind.FUNCTION
            : rule.member().isPresent() ? RuleInfo.Kind.SET : RuleInfo.Kind.SINGLE_VALUE;
    List<InputRead> reads = compiler.inputReads(rule).stream().map(Policy::read).toList();
    return new RuleInfo(
        rule.name(),
        rule.groundPrefix(),
        kind,
        rule.isDefault(),
        rule.annotations(),
        reads,
        rule.location());
  }

  private static InputRead read(Term.Ref ref) {
    List<Value> path = new ArrayList<>();
    for (Term step : ref.steps()) {
      if (!(step instanceof Term.Constant c)) {
        break;
      }
      path.add(c.value());
    }
    return new InputRead(ref.location(), path, path.size() == ref.steps().size());
  }
}
