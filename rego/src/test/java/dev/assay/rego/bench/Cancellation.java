package dev.assay.rego.bench;

import static java.util.stream.Collectors.joining;

import dev.assay.rego.Evaluator;
import dev.assay.rego.Policy;
import dev.assay.rego.Query;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/**
 * How long it takes to end what would take long: evil programs, each ended by another thread at
 * random moments, and the time from there to the evaluation's end. Tells how much of it the virtual
 * machine had stopped all threads.
 */
final class Cancellation {
  private static final int LATEST_MILLIS = 400;
  private static final int LEVELS = 4;
  private static final int SHOWN = 5;

  /** After which time one looks where the evaluation is, and at how many of its callers. */
  private static final int LATE_MILLIS = 8;

  private static final int PLACES = 8;

  /** Has the libraries that the programs use loaded, which takes its time once. */
  private static final String LOADING =
      "[yaml.unmarshal(yaml.marshal([1])), json.unmarshal(json.marshal([1])), regex.split(`a`, `b`),"
          + " json.match_schema({}, {}), crypto.hmac.sha512(`a`, `b`)]";

  private final PrintStream out;
  private final Limits limits;
  private final Random random;
  private final Value input = EvilPrograms.input();

  Cancellation(PrintStream out, Limits limits, long seed) {
    this.out = out;
    this.limits = limits;
    this.random = new Random(seed);
  }

  /** Ends each known program some times, and as many random ones, and prints how long that took. */
  void run(int rounds) throws InterruptedException, IOException {
    end(LOADING, 1_000);
    List<String> known = new ArrayList<>();
    List<String> composed = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      known.addAll(EvilPrograms.TERMS);
      EvilPrograms.TERMS.forEach(term -> composed.add(EvilPrograms.random(random, LEVELS)));
    }
    measure("known programs", known);
    measure("random programs", composed);
  }

  private void measure(String what, List<String> terms) throws InterruptedException, IOException {
    Stops stops = new Stops();
    Heartbeat heartbeat = new Heartbeat();
    heartbeat.start();
    List<End> ends = new ArrayList<>();
    int finished = 0;
    int refused = 0;
    for (String term : terms) {
      End end = end(term, random.nextInt(LATEST_MILLIS));
      if (end.how.equals("interrupted")) {
        ends.add(end);
      } else if (end.how.isEmpty()) {
        finished++;
      } else {
        refused++;
      }
    }
    List<Stops.Stop> all = stops.end();
    List<Stops.Stop> missed = heartbeat.end();
    out.printf(
        Locale.ROOT,
        "cancellation, %s: %d ended, %d were done before, %d came to a bound before; ms: %s;"
            + " without stops of the virtual machine: %s%n",
        what,
        ends.size(),
        finished,
        refused,
        shares(ends, End::millis),
        shares(ends, end -> end.millis() - end.stopped(all)));
    ends.stream()
        .sorted(Comparator.comparingDouble(End::millis).reversed())
        .limit(SHOWN)
        .forEach(
            end ->
                out.printf(
                    Locale.ROOT,
                    "  %.1f ms (%.1f stopped, %.1f without a processor): %s%n    %s%n",
                    end.millis(),
                    end.stopped(all),
                    Math.max(0, end.stopped(missed) - end.stopped(all)),
                    end.term,
                    end.place));
  }

  private static String shares(List<End> ends, ToDoubleFunction<End> millis) {
    double[] sorted = ends.stream().mapToDouble(millis).sorted().toArray();
    if (sorted.length == 0) {
      return "none";
    }
    int last = sorted.length - 1;
    return String.format(
        Locale.ROOT,
        "p50 %.1f, p99 %.1f, max %.1f",
        sorted[last / 2],
        sorted[(int) Math.round(0.99 * last)],
        sorted[last]);
  }

  private End end(String term, int delay) throws InterruptedException {
    Policy policy = Policy.compile(EvilPrograms.program(term));
    Query query = policy.query("data.evil.r");
    Evaluator evaluator = policy.over(RegoObject.EMPTY, limits);
    AtomicReference<String> how = new AtomicReference<>("");
    AtomicLong ended = new AtomicLong();
    Thread thread =
        new Thread(
            () -> {
              try {
                evaluator.evaluate(query, input);
              } catch (RegoException e) {
                how.set(
                    String.valueOf(e.getMessage()).contains("interrupted")
                        ? "interrupted"
                        : "bound");
              } catch (OutOfMemoryError e) {
                how.set("memory");
              }
              ended.set(System.nanoTime());
            });
    thread.start();
    thread.join(1 + delay);
    long asked = System.nanoTime();
    thread.interrupt();
    thread.join(LATE_MILLIS);
    String place = place(thread.getStackTrace());
    thread.join();
    return new End(term, Objects.requireNonNull(how.get()), asked, ended.get(), place);
  }

  private static String place(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .limit(PLACES)
        .map(at -> at.getFileName() + ":" + at.getLineNumber())
        .collect(joining(" < "));
  }

  /** How an evaluation ended, when it was asked to and when it did, and where it was if late. */
  private record End(String term, String how, long asked, long ended, String place) {
    double millis() {
      return (ended - asked) / 1e6;
    }

    double stopped(List<Stops.Stop> stops) {
      return stops.stream().mapToLong(stop -> stop.within(asked, ended)).sum() / 1e6;
    }
  }

  /** Arguments: rounds, the seed, and the budget of items and entries. */
  public static void main(String[] args) throws InterruptedException, IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 42;
    Limits limits = Limits.none(Instant.EPOCH);
    new Cancellation(
            System.out, args.length > 2 ? limits.withCells(Long.parseLong(args[2])) : limits, seed)
        .run(rounds);
  }
}
