package dev.assay.scan;

import dev.assay.collect.Collector;
import dev.assay.input.InputException;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotException;
import dev.assay.snapshot.SnapshotHeader;
import dev.assay.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs collectors beside each other into one snapshot file. Whatever befalls one of them becomes
 * its gaps and leaves the others alone; only a snapshot that cannot be written ends the whole.
 */
public final class Collection {
  private static final int AT_ONCE = 8;
  private static final long EVERY = Duration.ofMillis(200).toNanos();

  private final List<Collector> collectors;
  private final Supplier<List<Collector>> later;
  private final List<Path> earlier;
  private final Listener listener;

  /** Hears how a collection goes. */
  public interface Listener {
    /** A line for somebody who waits, now and then. */
    void progress(String line);

    /** A collector failed by its own fault; its gaps tell of it too. */
    void fault(Source source, RuntimeException fault);
  }

  /**
   * @param earlier snapshots whose facts join those that are collected
   */
  public Collection(List<Collector> collectors, List<Path> earlier, Listener listener) {
    this(collectors, List::of, earlier, listener);
  }

  /**
   * @param later the collectors that follow from what the others have read; asked once they are
   *     done
   */
  public Collection(
      List<Collector> collectors,
      Supplier<List<Collector>> later,
      List<Path> earlier,
      Listener listener) {
    this.later = later;
    this.collectors = List.copyOf(collectors);
    this.earlier = List.copyOf(earlier);
    this.listener = listener;
  }

  /**
   * Reads everything into the file, which appears when all is done.
   *
   * @throws SnapshotException if the file cannot be written
   * @throws InputException if an earlier one cannot be read
   */
  public SnapshotWriter.Written into(Path file, SnapshotHeader header)
      throws InputException, InterruptedException {
    try (SnapshotWriter writer = SnapshotWriter.create(file, header)) {
      return into(writer);
    }
  }

  /**
   * Reads everything, and gives what was read.
   *
   * @param kept whether the file is wanted too; else it is there for what does not fit another
   *     form, if at all
   * @throws SnapshotException if the file cannot be written
   * @throws InputException if an earlier one cannot be read
   */
  public Snapshot through(Path file, boolean kept, SnapshotHeader header)
      throws InputException, InterruptedException {
    Optional<Snapshot> read;
    try (SnapshotWriter writer =
        kept ? SnapshotWriter.keeping(file, header) : SnapshotWriter.withoutFile(file, header)) {
      read = into(writer).snapshot();
    }
    return read.isPresent() ? read.get() : Snapshot.read(file);
  }

  private SnapshotWriter.Written into(SnapshotWriter writer)
      throws InputException, InterruptedException {
    DatabaseLinks links = new DatabaseLinks(writer);
    boolean linked = false;
    if (!earlier.isEmpty()) {
      Snapshot snapshot = Snapshot.read(earlier);
      for (Source source : snapshot.sources()) {
        writer.source(source);
        links.source(source);
      }
      snapshot.gaps().forEach(writer::gap);
      snapshot.facts().forEach(links::fact);
      linked = snapshot.sources().stream().anyMatch(DatabaseLinks::isLinks);
    }
    for (Source source : collect(new Counting(links, listener))) {
      writer.source(source);
      links.source(source);
    }
    if (!linked) {
      links.finish().ifPresent(writer::source);
    }
    return writer.finish();
  }

  private List<Source> collect(Sink sink) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Source> sources = new ArrayList<>();
      collect(collectors, sink, pool, sources);
      collect(later.get(), sink, pool, sources);
      return sources;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private void collect(List<Collector> some, Sink sink, ExecutorService pool, List<Source> sources)
      throws InterruptedException, ExecutionException {
    List<Callable<Source>> tasks = new ArrayList<>();
    for (Collector collector : some) {
      tasks.add(() -> collect(collector, sink));
    }
    for (Future<Source> done : pool.invokeAll(tasks)) {
      sources.add(done.get());
    }
  }

  /** A collector that fails by its own fault has read nothing that may be believed to be whole. */
  private Source collect(Collector collector, Sink sink) {
    try {
      return collector.collect(sink);
    } catch (SnapshotException e) {
      throw e;
    } catch (RuntimeException e) {
      Source source = collector.source();
      listener.fault(source, e);
      for (String kind : source.kinds()) {
        sink.gap(
            new Gap(
                source.id(),
                kind,
                source.id(),
                Gap.Cause.FAILED,
                "the collector failed: " + e.getClass().getSimpleName(),
                "please report this, with the output of --debug"));
      }
      return source;
    }
  }

  /** Passes everything on and tells how much it was. */
  private static final class Counting implements Sink {
    private final Sink sink;
    private final Listener listener;
    private final AtomicLong facts = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    Counting(Sink sink, Listener listener) {
      this.sink = sink;
      this.listener = listener;
    }

    @Override
    public void fact(Fact fact) {
      sink.fact(fact);
      facts.incrementAndGet();
      tell(fact.source());
    }

    @Override
    public void gap(Gap gap) {
      sink.gap(gap);
      gaps.incrementAndGet();
      tell(gap.source());
    }

    private void tell(String source) {
      long due = next.get();
      long now = System.nanoTime();
      if (now - due >= 0 && next.compareAndSet(due, now + EVERY)) {
        listener.progress("reading " + source + ": " + facts + " facts, " + gaps + " gaps so far");
      }
    }
  }
}
