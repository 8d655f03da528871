package dev.assay.snapshot;

import dev.assay.report.Gap;
import dev.assay.report.Source;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot to a file, whole or not at all: the file appears with {@link #finish}, and a
 * writer that is closed before leaves nothing behind. Safe for several threads; facts arrive in any
 * order and are written in the order of their ids, so that the file does not depend on timing. Only
 * ids and positions are held in memory; the facts wait in a file beside the target.
 *
 * <p>A resource that two sources read is written once, for the source that comes first by id; the
 * other source's details tell of it. Different facts under one id of the same source, or of
 * different kinds, are a collector's fault: one stays, and a gap tells of the other.
 */
public final class SnapshotWriter implements Sink, AutoCloseable {
  private record Entry(String id, String source, String kind, long offset, int length) {}

  private record Reading(Entry entry, ByteBuffer line) {}

  /**
   * What a finished file holds.
   *
   * @param gaps in the order of the file
   */
  public record Written(int resources, List<Gap> gaps) {}

  private final Path file;
  private final SnapshotHeader header;
  private final Path body;

  /** Not a channel: those close when a thread that writes is interrupted. */
  private final OutputStream out;

  private final List<Entry> entries = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private long offset;
  private boolean finished;

  private SnapshotWriter(Path file, SnapshotHeader header, Path body) throws IOException {
    this.file = file;
    this.header = header;
    this.body = body;
    this.out = new BufferedOutputStream(new FileOutputStream(body.toFile()), 1 << 16);
  }

  /**
   * @param file compressed if its name ends in {@code .gz}
   * @throws SnapshotException if nothing can be written there
   */
  public static SnapshotWriter create(Path file, SnapshotHeader header) {
    try {
      if (Files.isDirectory(file)) {
        throw new SnapshotException(file + ": is a folder; name a file, e.g. snapshot.jsonl");
      }
      return new SnapshotWriter(file, header, beside(file));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /**
   * Adds a source, with the details that reading revealed.
   *
   * @throws IllegalStateException if the collector gave the same source before
   */
  public synchronized void source(Source source) {
    requireUnfinished();
    if (sources.stream().anyMatch(s -> Snapshot.BY_ID.compare(s, source) == 0)) {
      throw new IllegalStateException("source " + source.id() + " was added twice");
    }
    sources.add(source);
  }

  @Override
  public void fact(Fact fact) {
    byte[] line = Lines.fact(fact);
    String id = new String(fact.id().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    synchronized (this) {
      requireUnfinished();
      try {
        out.write(line);
      } catch (IOException e) {
        throw cannotWrite(file, e);
      }
      entries.add(new Entry(id, fact.source(), fact.kind(), offset, line.length));
      offset += line.length;
    }
  }

  @Override
  public synchronized void gap(Gap gap) {
    requireUnfinished();
    gaps.add(gap);
  }

  /**
   * Makes the file appear; nothing can be added after it.
   *
   * @throws SnapshotException if it cannot be written
   * @throws IllegalStateException if a fact or a gap is of a source that was not added
   */
  public synchronized Written finish() {
    requireSources();
    finished = true;
    Path whole = null;
    try (RandomAccessFile facts = new RandomAccessFile(body.toFile(), "r")) {
      out.flush();
      Overlap overlap = new Overlap();
      List<Entry> kept = withoutRepeats(facts, overlap);
      List<Gap> told = gaps.stream().sorted(Snapshot.BY_SCOPE).distinct().toList();
      whole = beside(file);
      try (OutputStream to = output(whole)) {
        to.write(Lines.header(header, kept.size()));
        for (Source source : overlap.tell(sources)) {
          to.write(Lines.source(source));
        }
        for (Gap gap : told) {
          to.write(Lines.gap(gap));
        }
        for (Entry entry : kept) {
          to.write(bytes(facts, entry));
        }
      }
      move(whole, file);
      return new Written(kept.size(), told);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    } finally {
      delete(whole);
    }
  }

  /** Removes what is no longer needed, or what an unfinished writer has begun. */
  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw cannotWrite(file, e);
    } finally {
      delete(body);
    }
  }

  private void requireSources() {
    Set<String> given = new TreeSet<>();
    entries.forEach(entry -> given.add(entry.source()));
    gaps.forEach(gap -> given.add(gap.source()));
    sources.forEach(source -> given.remove(source.id()));
    if (!given.isEmpty()) {
      throw new IllegalStateException("facts or gaps of sources that were not added: " + given);
    }
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException(file + " is finished");
    }
  }

  private List<Entry> withoutRepeats(RandomAccessFile facts, Overlap overlap) throws IOException {
    entries.sort(Comparator.comparing(Entry::id).thenComparing(Entry::source));
    List<Entry> kept = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); ) {
      int end = i + 1;
      while (end < entries.size() && entries.get(end).id().equals(entries.get(i).id())) {
        end++;
      }
      kept.add(end == i + 1 ? entries.get(i) : first(entries.subList(i, end), facts, overlap));
      i = end;
    }
    return kept;
  }

  /** Of several readings of one id, the one that stays. */
  private Entry first(List<Entry> same, RandomAccessFile facts, Overlap overlap)
      throws IOException {
    List<Reading> readings = new ArrayList<>();
    for (Entry entry : same) {
      readings.add(new Reading(entry, ByteBuffer.wrap(bytes(facts, entry))));
    }
    readings.sort(
        Comparator.<Reading, String>comparing(r -> r.entry().source())
            .thenComparing(Reading::line));
    Reading first = readings.get(0);
    for (Reading other : readings.subList(1, readings.size())) {
      boolean sameSource = other.entry().source().equals(first.entry().source());
      if (!sameSource && other.entry().kind().equals(first.entry().kind())) {
        overlap.keptElsewhere(other.entry().source(), first.entry().source());
      } else if (!sameSource || !other.line().equals(first.line())) {
        gaps.add(leftOut(other.entry()));
      }
    }
    return first.entry();
  }

  private static Gap leftOut(Entry entry) {
    return new Gap(
        entry.source(),
        entry.kind(),
        entry.id(),
        Gap.Cause.FAILED,
        "another resource has the same id, so this one was left out",
        "report it as a fault of the collector");
  }

  private static byte[] bytes(RandomAccessFile facts, Entry entry) throws IOException {
    byte[] bytes = new byte[entry.length()];
    facts.seek(entry.offset());
    facts.readFully(bytes);
    return bytes;
  }

  private OutputStream output(Path whole) throws IOException {
    OutputStream plain = new BufferedOutputStream(Files.newOutputStream(whole), 1 << 16);
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
        ? new GZIPOutputStream(plain, 1 << 16)
        : plain;
  }

  private static Path beside(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    return Files.createTempFile(folder, "." + file.getFileName() + ".", ".part");
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void delete(@Nullable Path temporary) {
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        throw cannotWrite(file, e);
      }
    }
  }

  private static SnapshotException cannotWrite(Path file, IOException e) {
    String why =
        e instanceof NoSuchFileException
            ? "its folder does not exist"
            : e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : String.valueOf(e.getMessage());
    return new SnapshotException(
        file + ": cannot be written: " + why + "; make room, or name another place with -o", e);
  }
}
