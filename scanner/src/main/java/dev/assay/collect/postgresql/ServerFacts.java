package dev.assay.collect.postgresql;

import java.util.concurrent.Semaphore;

/**
 * What the collectors of one server's databases share: who reads the facts of the server (the first
 * that connects; if none does, the last one answers for them), and how many are connected at once.
 */
final class ServerFacts {
  private final Semaphore connections;
  private int expected;
  private int waiting;
  private boolean claimed;

  ServerFacts(int connections) {
    this.connections = new Semaphore(connections);
  }

  /**
   * @return how many were expected before
   */
  synchronized int expectOneMore() {
    waiting++;
    return expected++;
  }

  void enter() {
    connections.acquireUninterruptibly();
  }

  /** For a connection more; whether there may be one now. */
  boolean enterIfFree() {
    return connections.tryAcquire();
  }

  void leave() {
    connections.release();
  }

  /** A collector has connected; whether the server's facts are its task. */
  synchronized boolean claim() {
    waiting--;
    boolean first = !claimed;
    claimed = true;
    return first;
  }

  /** A collector could not connect; whether it has to report the server's facts as missing. */
  synchronized boolean giveUp() {
    waiting--;
    return waiting == 0 && !claimed;
  }
}
