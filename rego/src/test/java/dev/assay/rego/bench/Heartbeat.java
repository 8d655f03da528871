package dev.assay.rego.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A thread that does nothing but wake up: when it did not, the machine gave us no processor. */
final class Heartbeat extends Thread {
  /** What a thread may wake up late without anything being wrong. */
  private static final long TOLERATED = 3_000_000;

  private final List<Stops.Stop> missed = Collections.synchronizedList(new ArrayList<>());

  Heartbeat() {
    super("heartbeat");
    setDaemon(true);
  }

  @Override
  public void run() {
    long last = System.nanoTime();
    while (!isInterrupted()) {
      try {
        sleep(1);
      } catch (InterruptedException e) {
        return;
      }
      long now = System.nanoTime();
      if (now - last > TOLERATED) {
        missed.add(new Stops.Stop(last + TOLERATED, now));
      }
      last = now;
    }
  }

  /**
   * Ends it: when it was kept from waking, for which the virtual machine may have been the cause.
   */
  List<Stops.Stop> end() throws InterruptedException {
    interrupt();
    join();
    return missed;
  }
}
