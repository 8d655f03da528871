package dev.assay.collect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long a server takes to answer each fact's statement when nothing is made of the rows. */
public final class FactTimes {
  private FactTimes() {}

  /** Nanoseconds by fact, until the last row is read; of those that can be asked here. */
  public static Map<String, Long> of(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement s = connection.createStatement()) {
      s.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      s.execute("SET LOCAL search_path = pg_catalog, pg_temp");
      s.execute("SET LOCAL jit = off");
      s.execute("SET LOCAL max_parallel_workers_per_gather = 0");
    }
    Surroundings here = new Surroundings(connection);
    here.provider("postgresql");
    Map<String, Long> times = new LinkedHashMap<>();
    for (FactQuery fact : FactQuery.forMajor(connection.getMetaData().getDatabaseMajorVersion())) {
      if (here.absence(fact).isEmpty() && here.sql(fact).isPresent()) {
        long start = System.nanoTime();
        read(connection, here.sql(fact).get());
        times.put(fact.name(), System.nanoTime() - start);
      }
    }
    connection.rollback();
    return times;
  }

  private static void read(Connection connection, String sql) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.setFetchSize(1000);
      try (ResultSet rows = s.executeQuery(sql)) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          for (int c = 1; c <= columns; c++) {
            rows.getString(c);
          }
        }
      }
    }
  }
}
