package dev.assay.snapshot;

import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.WrittenFacts.Places;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot to a file, whole or not at all: the file appears with {@link #finish}, and a
 * writer that is closed before leaves nothing behind. Safe for several threads; facts arrive in any
 * order and are written in the order of their ids, so that the file does not depend on timing. Only
 * ids and positions are held in memory, unless the facts are to be kept; they wait in a file beside
 * the target.
 *
 * <p>A resource that two sources read is written once, for the source that comes first by id; the
 * other source's details tell of it. Different facts under one id of the same source, or of
 * different kinds, are a collector's fault: one stays, and a gap tells of the other.
 */
public final class SnapshotWriter implements Sink, AutoCloseable {
  private record Reading(int fact, ByteBuffer line) {}

  private enum Keeping {
    FILE,
    FACTS,
    BOTH
  }

  /**
   * What a finished file holds.
   *
   * @param gaps in the order of the file
   * @param snapshot all of it, if it was kept: the same as reading the file
   */
  public record Written(int resources, List<Gap> gaps, Optional<Snapshot> snapshot) {}

  private final Path file;
  private final SnapshotHeader header;
  private final Path body;

  /** Not a channel: those close when a thread that writes is interrupted. */
  private final OutputStream out;

  private final WrittenFacts written = new WrittenFacts();

  /** By number; empty if none are kept. */
  private final List<Fact> kept = new ArrayList<>();

  private final Map<String, String> parents = new HashMap<>();
  private final Keeping keeping;
  private boolean exact = true;
  private final List<Source> sources = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private long offset;
  private boolean finished;

  private SnapshotWriter(Path file, SnapshotHeader header, Path body, Keeping keeping)
      throws IOException {
    this.keeping = keeping;
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
    return create(file, header, Keeping.FILE);
  }

  /** The same; it keeps the facts in memory too, for somebody who would read the file next. */
  public static SnapshotWriter keeping(Path file, SnapshotHeader header) {
    return create(file, header, Keeping.BOTH);
  }

  /**
   * Keeps the facts in memory, and makes the file only if what it would say is not just what was
   * kept.
   */
  public static SnapshotWriter withoutFile(Path file, SnapshotHeader header) {
    return create(file, header, Keeping.FACTS);
  }

  private static SnapshotWriter create(Path file, SnapshotHeader header, Keeping keeping) {
    try {
      if (Files.isDirectory(file)) {
        throw new SnapshotException(file + ": is a folder; name a file, e.g. snapshot.jsonl");
      }
      return new SnapshotWriter(file, header, beside(file), keeping);
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
    LineText text = Lines.text(fact);
    byte[] line = text.toByteArray();
    synchronized (this) {
      requireUnfinished();
      try {
        out.write(line);
      } catch (IOException e) {
        throw cannotWrite(file, e);
      }
      written.add(fact, offset, line.length);
      offset += line.length;
      if (keeping != Keeping.FILE) {
        exact &= text.isExact();
        kept.add(sharing(fact));
      }
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
      int[] order = withoutRepeats(facts, overlap);
      List<Source> sourcesTold = overlap.tell(sources);
      List<Gap> gapsTold = gaps.stream().sorted(Snapshot.BY_SCOPE).distinct().toList();
      byte[] head = head(sourcesTold, gapsTold, order.length);
      Places places = written.places(order);
      Optional<Snapshot> snapshot = Optional.empty();
      if (keeping != Keeping.FILE && exact) {
        List<Fact> inOrder = Arrays.stream(order).mapToObj(kept::get).toList();
        FileDigest digest = digest(file, body, head, places);
        snapshot = Optional.of(new Snapshot(header, sourcesTold, gapsTold, inOrder, digest));
      }
      if (keeping != Keeping.FACTS || !exact) {
        whole = beside(file);
        try (OutputStream to = output(whole)) {
          lines(head, places, facts, to);
        }
        move(whole, file);
      }
      return new Written(order.length, gapsTold, snapshot);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    } finally {
      delete(whole);
    }
  }

  private static void lines(byte[] head, Places places, RandomAccessFile facts, OutputStream to)
      throws IOException {
    to.write(head);
    for (int i = 0; i < places.size(); i++) {
      to.write(bytes(facts, places.offset(i), places.length(i)));
    }
  }

  private byte[] head(List<Source> sourcesTold, List<Gap> gapsTold, int resources) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(Lines.header(header, resources));
    sourcesTold.forEach(source -> head.writeBytes(Lines.source(source)));
    gapsTold.forEach(gap -> head.writeBytes(Lines.gap(gap)));
    return head.toByteArray();
  }

  /**
   * The digest takes longer than a file, so it is made while others go on; of all that the writer
   * holds it needs only where the lines are.
   */
  private static FileDigest digest(Path file, Path body, byte[] head, Places places)
      throws IOException {
    RandomAccessFile facts = new RandomAccessFile(body.toFile(), "r");
    return FileDigest.making(
        () -> {
          MessageDigest sum = Digests.sha256();
          try (facts;
              OutputStream to = new DigestOutputStream(OutputStream.nullOutputStream(), sum)) {
            lines(head, places, facts, to);
          } catch (IOException e) {
            throw cannotWrite(file, e);
          }
          return Digests.hex(sum);
        });
  }

  /**
   * Removes what is no longer needed, or what an unfinished writer has begun. The digest may still
   * read it: where open files cannot be removed, it goes with the process.
   */
  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw cannotWrite(file, e);
    } finally {
      if (!body.toFile().delete() && keeping == Keeping.FILE) {
        delete(body);
      }
    }
  }

  private void requireSources() {
    Set<String> given = new TreeSet<>();
    given.addAll(written.sources());
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

  /** The facts that stay, in the order of their ids. */
  private int[] withoutRepeats(RandomAccessFile facts, Overlap overlap) throws IOException {
    int[] order = written.inOrder();
    int stay = 0;
    for (int i = 0; i < order.length; ) {
      int end = i + 1;
      while (end < order.length && written.sameId(order[i], order[end])) {
        end++;
      }
      order[stay++] =
          end == i + 1 ? order[i] : first(Arrays.copyOfRange(order, i, end), facts, overlap);
      i = end;
    }
    return Arrays.copyOf(order, stay);
  }

  /** Of several readings of one id, the one that stays. */
  private int first(int[] same, RandomAccessFile facts, Overlap overlap) throws IOException {
    List<Reading> readings = new ArrayList<>();
    for (int fact : same) {
      readings.add(new Reading(fact, ByteBuffer.wrap(bytes(facts, fact))));
    }
    readings.sort(
        Comparator.<Reading, String>comparing(r -> written.source(r.fact()))
            .thenComparing(Reading::line));
    Reading first = readings.get(0);
    String source = written.source(first.fact());
    for (Reading other : readings.subList(1, readings.size())) {
      String otherSource = written.source(other.fact());
      boolean sameSource = otherSource.equals(source);
      if (!sameSource && written.kind(other.fact()).equals(written.kind(first.fact()))) {
        overlap.keptElsewhere(otherSource, source);
      } else if (!sameSource || !other.line().equals(first.line())) {
        gaps.add(leftOut(other.fact()));
      }
    }
    return first.fact();
  }

  private Gap leftOut(int fact) {
    return new Gap(
        written.source(fact),
        written.kind(fact),
        written.id(fact),
        Gap.Cause.FAILED,
        "another resource has the same id, so this one was left out",
        "report it as a fault of the collector");
  }

  private byte[] bytes(RandomAccessFile facts, int fact) throws IOException {
    return bytes(facts, written.offset(fact), written.length(fact));
  }

  private static byte[] bytes(RandomAccessFile facts, long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    facts.seek(offset);
    facts.readFully(bytes);
    return bytes;
  }

  /** The fact with the text that others have in common with it: many are below one parent. */
  private Fact sharing(Fact fact) {
    String parent = fact.parent();
    String known = parent == null ? null : parents.putIfAbsent(parent, parent);
    return known == null
        ? fact
        : new Fact(
            fact.kind(),
            fact.id(),
            known,
            fact.source(),
            fact.data(),
            fact.untold(),
            fact.declaration());
  }

  private OutputStream output(Path whole) throws IOException {
    OutputStream plain = new BufferedOutputStream(Files.newOutputStream(whole), 1 << 16);
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
        ? new GZIPOutputStream(plain, 1 << 16)
        : plain;
  }

  private static Path beside(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path part = Files.createTempFile(folder, "." + file.getFileName() + ".", ".part");
    part.toFile().deleteOnExit(); // a signal may end the process before we do
    return part;
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
