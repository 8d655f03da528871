package dev.assay.collect.postgresql;

/**
 * Who reads the facts of a server among the collectors of its databases: the first that connects.
 * If none does, the last one answers for them.
 */
final class ServerFacts {
  private int waiting;
  private boolean claimed;

  synchronized void expectOneMore() {
    waiting++;
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
