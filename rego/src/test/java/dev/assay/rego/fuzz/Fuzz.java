package dev.assay.rego.fuzz;

import dev.assay.rego.ast.RegoError;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares this engine's answers with OPA's. */
final class Fuzz {
  /** How often OPA is asked again, if its answer is another: it does not always give the same. */
  private static final int AGAIN = 40;

  private final Engine engine = new Engine();
  private final Opa opa;
  private int values;
  private int failures;
  private int crashes;
  private int fickle;
  private final Map<Explained, Integer> explained = new EnumMap<>(Explained.class);

  Fuzz(Opa opa) throws IOException {
    this.opa = opa;
  }

  /** Exits with 1 if an answer differs, with 2 if there is nothing to compare with. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Optional<Path> program = Opa.find();
    if (args.length < 1 || args.length > 2 || program.isEmpty()) {
      System.err.println("usage: Fuzz COUNT [SEED], with opa on the PATH or in ~/go/bin");
      System.exit(2);
    }
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int differences = 0;
    try (Opa opa = Opa.start(program.orElseThrow())) {
      Fuzz fuzz = new Fuzz(opa);
      for (long i = 0; i < Integer.parseInt(args[0]); i++) {
        Optional<String> difference = fuzz.difference(seed + i);
        difference.ifPresent(out::println);
        differences += difference.isPresent() ? 1 : 0;
      }
      out.println(fuzz + ", from seed " + seed + ": " + differences + " differences");
    }
    System.exit(differences == 0 ? 0 : 1);
  }

  /** The differences among the samples of some seeds. */
  List<String> differences(long seed, int count) throws InterruptedException {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      difference(seed + i).ifPresent(found::add);
    }
    return found;
  }

  private Optional<String> difference(long seed) throws InterruptedException {
    Sample sample = new Generator(seed, engine::compiles).sample();
    Pair pair = ask(sample);
    if (pair.theirs instanceof Answer.Of) {
      values++;
    } else if (pair.theirs instanceof Answer.Crashes) {
      crashes++;
    } else {
      failures++;
    }
    if (pair.ours.agrees(pair.theirs)) {
      return Optional.empty();
    }
    for (int i = 0; i < (ofTypes(pair) ? AGAIN : AGAIN / 4); i++) {
      if (pair.ours.agrees(ask(sample).theirs)) {
        fickle++; // see docs/decisions.md
        return Optional.empty();
      }
    }
    Optional<Explained> cause = explained(sample, pair);
    if (cause.isPresent()) {
      explained.merge(cause.get(), 1, Integer::sum);
      return Optional.empty();
    }
    Sample small = sample.shrunk(s -> ask(s).differsLike(pair));
    Pair last = ask(small);
    for (int i = 0; i < AGAIN && ofTypes(pair); i++) {
      if (last.ours.agrees(ask(small).theirs)) {
        fickle++; // a large sample is of the same opinion longer
        return Optional.empty();
      }
    }
    return Optional.of(
        "seed %d, input %s\n%sours:   %s\ntheirs: %s\n"
            .formatted(seed, small.input(), small.module(), last.ours, last.theirs));
  }

  /** Whether one of them alone found types that do not fit, which need not be so each time. */
  private static boolean ofTypes(Pair pair) {
    return hasTypeError(pair.ours) != hasTypeError(pair.theirs);
  }

  private static boolean hasTypeError(Answer answer) {
    return answer instanceof Answer.Fails f && f.codes().contains(RegoError.TYPE);
  }

  private Optional<Explained> explained(Sample sample, Pair pair) throws InterruptedException {
    try {
      return Explained.of(new Explained.Difference(sample, engine, opa, pair.ours, pair.theirs));
    } catch (IOException e) {
      throw new UncheckedIOException(sample.module(), e);
    }
  }

  private Pair ask(Sample sample) {
    try {
      return new Pair(engine.answer(sample), opa.answer(sample));
    } catch (IOException e) {
      throw new UncheckedIOException(sample.module(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** How many samples were compared. */
  @Override
  public String toString() {
    return ("%d values and %d errors compared, %d crashes and %d changes of mind of OPA,"
            + " explained in rego/README.md: %s")
        .formatted(values, failures, crashes, fickle, explained);
  }

  private record Pair(Answer ours, Answer theirs) {
    boolean differsLike(Pair other) {
      return !ours.agrees(theirs) && ours.isLike(other.ours) && theirs.isLike(other.theirs);
    }
  }
}
