package dev.assay.rego.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares this engine's answers with OPA's. */
final class Fuzz {
  /** How often OPA is asked again, if its answer is another: it does not always give the same. */
  private static final int AGAIN = 8;

  private final Engine engine = new Engine();
  private final Opa opa;
  private int values;
  private int failures;
  private int crashes;
  private int fickle;

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
    for (int i = 0; i < AGAIN; i++) {
      if (pair.ours.agrees(ask(sample).theirs)) {
        fickle++; // see docs/decisions.md
        return Optional.empty();
      }
    }
    Sample small = sample.shrunk(s -> ask(s).differsLike(pair));
    Pair last = ask(small);
    return Optional.of(
        "seed %d, input %s\n%sours:   %s\ntheirs: %s\n"
            .formatted(seed, small.input(), small.module(), last.ours, last.theirs));
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
    return "%d values and %d errors compared, %d crashes and %d changes of mind of OPA"
        .formatted(values, failures, crashes, fickle);
  }

  private record Pair(Answer ours, Answer theirs) {
    boolean differsLike(Pair other) {
      return !ours.agrees(theirs) && ours.isLike(other.ours) && theirs.isLike(other.theirs);
    }
  }
}
