package dev.assay.workbench;

import dev.assay.rego.ast.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which lines of policies were evaluated, as {@code opa test --coverage} counts them: the lines on
 * which a rule or an expression begins, other than {@code some}. One is covered if an expression on
 * it was evaluated, however it came out, or a rule on it had a value. OPA passes over definitions
 * whose first condition its index knows to be false; here that condition is evaluated and covered.
 */
public final class Coverage {
  private final SortedMap<String, SortedMap<Integer, Line>> files = new TreeMap<>();

  /** A line, once it is reached. Threads write the same. */
  private static final class Line implements Runnable {
    private volatile boolean covered;

    @Override
    public void run() {
      if (!covered) {
        covered = true;
      }
    }
  }

  /** The lines of one file; they count from 1. */
  public record File(List<Range> covered, List<Range> missed, Count count) {
    public File {
      covered = List.copyOf(covered);
      missed = List.copyOf(missed);
    }
  }

  /** Lines that follow each other, first and last. */
  public record Range(int first, int last) {
    @Override
    public String toString() {
      return first == last ? Integer.toString(first) : first + "-" + last;
    }
  }

  /** How many lines are covered, and how many are not. */
  public record Count(int covered, int missed) {
    /** 0 where there are no lines. */
    public double percent() {
      return covered + missed == 0 ? 0 : 100.0 * covered / (covered + missed);
    }
  }

  Runnable line(Location at) {
    return files
        .computeIfAbsent(at.file(), file -> new TreeMap<>())
        .computeIfAbsent(at.line(), line -> new Line());
  }

  /** Of each file that has rules, by name. */
  public SortedMap<String, File> files() {
    return files.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> file(e.getValue()), (a, b) -> a, TreeMap::new));
  }

  /** Of all files together. */
  public Count total() {
    int covered = 0;
    int missed = 0;
    for (File file : files().values()) {
      covered += file.count().covered();
      missed += file.count().missed();
    }
    return new Count(covered, missed);
  }

  private static File file(SortedMap<Integer, Line> lines) {
    List<Integer> covered = new ArrayList<>();
    List<Integer> missed = new ArrayList<>();
    lines.forEach((number, line) -> (line.covered ? covered : missed).add(number));
    return new File(ranges(covered), ranges(missed), new Count(covered.size(), missed.size()));
  }

  private static List<Range> ranges(List<Integer> lines) {
    List<Range> ranges = new ArrayList<>();
    for (int line : lines) {
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).last() == line - 1) {
        ranges.set(last, new Range(ranges.get(last).first(), line));
      } else {
        ranges.add(new Range(line, line));
      }
    }
    return Collections.unmodifiableList(ranges);
  }
}
