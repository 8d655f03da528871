package dev.assay.collect.postgresql;

import dev.assay.collect.postgresql.FactQuery.Cost;
import dev.assay.snapshot.Sink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The facts of one database as of one moment: the small ones one by one, then by two sessions those
 * that grow with its tables, if one more connection to the server is allowed, and at last those
 * that keep locks. While the server works for one session, what the other got becomes facts.
 */
final class DatabaseReading {
  static final String SERVER = "postgresql.Server";
  static final String PROVIDER = "provider";

  private final ConnectionTarget target;
  private final Sink sink;
  private final MissingFacts missing;
  private final Bounds bounds;
  private final ServerFacts server;
  private final long deadline;
  private final FactSession first;
  private final Map<String, String> absent = new TreeMap<>();

  DatabaseReading(
      Connection connection,
      ConnectionTarget target,
      Sink sink,
      Bounds bounds,
      ServerFacts server) {
    this.target = target;
    this.sink = sink;
    this.missing = new MissingFacts(target, sink);
    this.bounds = bounds;
    this.server = server;
    this.deadline = System.nanoTime() + bounds.total().toNanos();
    this.first = session(connection);
  }

  private FactSession session(Connection by) {
    return new FactSession(by, target, sink, missing, bounds, deadline);
  }

  /** What reading revealed of the server: version, provider, role. */
  Map<String, String> details() {
    return first.details();
  }

  /** The kinds that cannot exist here, each with the reason. */
  Map<String, String> absent() {
    return absent;
  }

  void read(List<FactQuery> facts) {
    Queue<FactQuery> large = new ConcurrentLinkedQueue<>(facts);
    large.removeIf(fact -> !fact.cost().growsWithTables());
    boolean shared = large.size() > 1 && bounds.connections() > 1;
    Optional<String> state = shared ? first.beginShared() : Optional.empty();
    if (!shared) {
      first.begin();
    }
    read(facts, Cost.SMALL);
    if (state.isPresent() && !first.isLost() && server.enterIfFree()) {
      try {
        readBeside(large, state.get());
      } finally {
        server.leave();
      }
    }
    large.forEach(first::read);
    read(facts, Cost.LOCKING);
    absent.putAll(first.absent());
  }

  private void read(List<FactQuery> facts, Cost cost) {
    facts.stream().filter(fact -> fact.cost() == cost).forEach(first::read);
  }

  /** Reads by two sessions; what neither could take on stays in the queue. */
  private void readBeside(Queue<FactQuery> facts, String state) {
    try (Connection another = target.connect(bounds)) {
      FactSession second = session(another);
      second.join(state, first);
      CompletableFuture<Void> beside =
          CompletableFuture.runAsync(() -> drain(facts, second), DatabaseReading::start);
      try {
        drain(facts, first);
      } finally {
        await(beside);
      }
      absent.putAll(second.absent());
    } catch (SQLException none) {
      // No more connections for this role, or a pool that led to another server: one will do.
      return;
    }
  }

  private static void drain(Queue<FactQuery> facts, FactSession session) {
    try {
      while (!session.isLost()) {
        FactQuery fact = facts.poll();
        if (fact == null) {
          return;
        }
        session.read(fact);
      }
    } catch (RuntimeException e) {
      facts.clear(); // nowhere to put them
      throw e;
    }
  }

  private static void start(Runnable reading) {
    Thread thread = new Thread(reading, "assay-facts");
    thread.setDaemon(true);
    thread.start();
  }

  private static void await(CompletableFuture<Void> reading) {
    try {
      reading.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
