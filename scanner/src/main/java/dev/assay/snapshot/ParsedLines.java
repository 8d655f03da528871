package dev.assay.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a snapshot in their order, each one JSON object. Some blocks of lines ahead are
 * parsed on all cores meanwhile.
 */
final class ParsedLines {
  private static final int BLOCK = 1 << 18;
  private static final int AHEAD = 2 + 2 * Runtime.getRuntime().availableProcessors();
  private static final JsonFactory JSON = new JsonFactory();

  /** Where something stands in the file, counted from one. */
  record Place(int line, int column) {
    static Place of(JsonLocation location) {
      return new Place(location.getLineNr(), location.getColumnNr());
    }

    Place after(int lines) {
      return new Place(lines + line, column);
    }
  }

  /**
   * @param object null if it is none
   */
  record Line(Place place, @Nullable RegoObject object) {}

  /** What is no JSON, with its place in the file. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1;

    private final transient JsonProcessingException json;
    private final transient Place place;

    Broken(JsonProcessingException cause, Place place) {
      super(cause.getOriginalMessage(), cause);
      this.json = cause;
      this.place = place;
    }

    Place place() {
      return place;
    }

    Broken after(int lines) {
      return new Broken(json, place.after(lines));
    }
  }

  /**
   * @param lines with their places in the block
   * @param size how many lines of text it is, if nothing is wrong
   * @param end why there are no more lines in it, if something is wrong
   */
  private record Block(List<Line> lines, int size, @Nullable IOException end) {}

  private final InputStream in;
  private final MessageDigest digest;
  private final Json values;
  private final Queue<Json> idle = new ConcurrentLinkedQueue<>();
  private final Deque<CompletableFuture<Block>> ahead = new ArrayDeque<>();
  private CompletableFuture<Void> digested = CompletableFuture.completedFuture(null);
  private byte[] rest = new byte[0];
  private int linesBefore;
  private int linesHere;
  private boolean ended;
  private Iterator<Line> here = Collections.emptyIterator();
  private @Nullable IOException end;

  /**
   * @param digest gets all bytes of a file whose last line was taken
   * @param values shares what lines have in common
   */
  ParsedLines(InputStream in, MessageDigest digest, Json values) {
    this.in = in;
    this.digest = digest;
    this.values = values;
  }

  /**
   * The next line; null after the last.
   *
   * @throws Broken if it is no JSON
   */
  @Nullable Line next() throws IOException {
    while (!here.hasNext()) {
      if (end != null) {
        throw end;
      }
      readAhead();
      CompletableFuture<Block> next = ahead.poll();
      if (next == null) {
        return null;
      }
      Block block = next.join();
      linesBefore += linesHere;
      linesHere = block.size();
      here = block.lines().iterator();
      end = block.end() instanceof Broken broken ? broken.after(linesBefore) : block.end();
    }
    Line line = here.next();
    return new Line(line.place().after(linesBefore), line.object());
  }

  private void readAhead() throws IOException {
    while (!ended && ahead.size() < AHEAD) {
      byte[] lines = wholeLines();
      digested = digested.thenRunAsync(() -> digest.update(lines));
      ahead.add(
          CompletableFuture.supplyAsync(() -> parse(lines))
              .thenCombine(digested, (block, nothing) -> block));
    }
  }

  /** The next lines, as many as a block holds, but at least one. */
  private byte[] wholeLines() throws IOException {
    byte[] block = rest;
    int size = rest.length;
    int cut = -1;
    while (cut < 0 && !ended) {
      block = Arrays.copyOf(block, size + BLOCK);
      int read = in.readNBytes(block, size, BLOCK);
      ended = read < BLOCK;
      cut = size + read - 1;
      while (cut >= size && block[cut] != '\n') {
        cut--;
      }
      cut = cut < size ? -1 : cut;
      size += read;
    }
    int length = ended ? size : cut + 1;
    rest = Arrays.copyOfRange(block, length, size);
    return Arrays.copyOf(block, length);
  }

  private Block parse(byte[] block) {
    Json reader = idle.poll();
    Json mine = reader == null ? values.another() : reader;
    List<Line> lines = new ArrayList<>();
    try (JsonParser json = JSON.createParser(block)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        Place place = Place.of(json.currentTokenLocation());
        boolean object = token == JsonToken.START_OBJECT;
        lines.add(new Line(place, object ? (RegoObject) mine.read(json) : null));
        if (!object) {
          break;
        }
      }
      idle.add(mine);
      return new Block(lines, json.currentLocation().getLineNr() - 1, null);
    } catch (JsonProcessingException e) {
      return new Block(lines, 0, new Broken(e, Place.of(e.getLocation())));
    } catch (IOException e) {
      return new Block(lines, 0, e);
    }
  }
}
