package dev.assay.audit;

import dev.assay.rego.value.RegoObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What is to be judged, and by which rules, heard on all cores. Rules come together over a few
 * resources at a time, rather than one rule after another over all of them: what they read is then
 * still at hand. The verdicts come to the same in any order.
 */
final class Docket {
  /** How many resources are judged by all rules of their kind before the next ones. */
  private static final int TOGETHER = 256;

  /** Of fewer resources than this, each rule is a hearing of its own: it may search the estate. */
  private static final int FEW = 64;

  /**
   * Some resources of a kind.
   *
   * @param values of the items
   */
  record Batch(List<Estate.Item> items, List<RegoObject> values) {}

  /**
   * One rule with its verdicts, which arrive in any order and are added up in that of resources.
   */
  static final class Case {
    private final Judge judge;
    private final Verdicts verdicts = new Verdicts();
    private final Map<Integer, Verdicts> early = new HashMap<>();
    private int hearings;
    private int next;

    Case(Judge judge) {
      this.judge = judge;
    }

    Judge judge() {
      return judge;
    }

    /** Complete when all is heard. */
    Verdicts verdicts() {
      return verdicts;
    }

    private synchronized void add(int hearing, Verdicts heard) {
      early.put(hearing, heard);
      for (Verdicts ready = early.remove(next); ready != null; ready = early.remove(next)) {
        verdicts.add(ready);
        next++;
      }
    }
  }

  private final List<Runnable> single = new ArrayList<>();
  private final List<Runnable> many = new ArrayList<>();

  /** A hearing that needs no resource; those of one case are added up in the order of calls. */
  void enter(Case of, Consumer<Verdicts> hearing) {
    int number = of.hearings++;
    single.add(
        () -> {
          Verdicts heard = new Verdicts();
          hearing.accept(heard);
          of.add(number, heard);
        });
  }

  /** Every resource of a kind is to be judged in every case. */
  void enter(List<Case> cases, List<Estate.Item> items) {
    if (items.size() < FEW) {
      Batch batch = batch(items);
      cases.forEach(each -> enter(each, heard -> each.judge.of(batch, heard)));
      return;
    }
    for (int from = 0; from < items.size(); from += TOGETHER) {
      List<Estate.Item> some = items.subList(from, Math.min(items.size(), from + TOGETHER));
      int[] numbers = cases.stream().mapToInt(each -> each.hearings++).toArray();
      many.add(
          () -> {
            Batch batch = batch(some);
            for (int i = 0; i < numbers.length; i++) {
              Case each = cases.get(i);
              Verdicts heard = new Verdicts();
              each.judge.of(batch, heard);
              each.add(numbers[i], heard);
            }
          });
    }
  }

  private static Batch batch(List<Estate.Item> items) {
    return new Batch(items, items.stream().map(Estate.Item::value).toList());
  }

  /**
   * Hears everything. What may take longest begins first, so that all cores are busy to the end.
   */
  void hear() {
    List<Runnable> hearings = new ArrayList<>(single);
    hearings.addAll(many);
    AtomicInteger next = new AtomicInteger();
    IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .parallel()
        .forEach(
            worker -> {
              for (int i = next.getAndIncrement();
                  i < hearings.size();
                  i = next.getAndIncrement()) {
                try {
                  hearings.get(i).run();
                } catch (RuntimeException e) {
                  next.set(hearings.size()); // nobody waits for the rest
                  throw e;
                }
              }
            });
  }
}
