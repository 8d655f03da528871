package dev.assay.rego.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * When the virtual machine stopped all threads of its own accord, for the most part to collect
 * garbage: read from its log of safepoints, whose clock is that of {@link System#nanoTime}.
 */
final class Stops {
  /** The line is written at the end; reaching the safepoint is not counted, since threads run. */
  private static final Pattern LINE =
      Pattern.compile("\\[(\\d+)ns].* At safepoint: (\\d+) ns.*", Pattern.DOTALL);

  private final Path log;

  /** Begins to watch. */
  Stops() throws IOException {
    this.log = Files.createTempFile("safepoints", ".log");
    log.toFile().deleteOnExit();
    command("output=" + log, "what=safepoint", "decorators=timenanos");
  }

  /** Ends to watch: the stops so far, in order. */
  List<Stop> end() throws IOException {
    command("disable");
    List<Stop> stops = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        long end = Long.parseLong(matcher.group(1));
        stops.add(new Stop(end - Long.parseLong(matcher.group(2)), end));
      }
    }
    return stops;
  }

  private static void command(String... arguments) {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "vmLog",
              new Object[] {arguments},
              new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException("the virtual machine does not log its safepoints", e);
    }
  }

  /** A time in which all threads stood still, in nanoseconds. */
  record Stop(long start, long end) {
    /** How much of it lay between two moments. */
    long within(long from, long to) {
      return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
  }
}
