package dev.assay.collect.postgresql;

import java.time.Duration;

/**
 * What a scan may cost a server.
 *
 * @param connect to reach the server and to log in
 * @param statement for one statement
 * @param lock to wait for a lock: production comes first
 * @param total for all facts of one database: the transaction holds vacuum back meanwhile
 * @param rows of one fact; what is beyond is reported as truncated
 * @param connections to one server at once
 */
public record Bounds(
    Duration connect,
    Duration statement,
    Duration lock,
    Duration total,
    int rows,
    int connections) {
  public static final Bounds DEFAULT =
      new Bounds(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMillis(500),
          Duration.ofMinutes(5),
          5_000_000,
          // A production server has other things to do.
          2);

  public Bounds withConnections(int most) {
    return new Bounds(connect, statement, lock, total, rows, most);
  }

  public Bounds withConnect(Duration most) {
    return new Bounds(most, statement, lock, total, rows, connections);
  }
}
