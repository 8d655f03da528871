package dev.assay.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import java.io.IOException;
import java.io.InputStream;
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
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Where something stands in the file, counted from one. */
  record Place(int line, int column) {
    static Place of(JsonLocation location, int before) {
      return new Place(before + location.getLineNr(), location.getColumnNr());
    }
  }

  /**
   * @param object null if it is none
   */
  record Line(Place place, @Nullable RegoObject object) {}

  /** What is no JSON, with its place in the file. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Place place;

    Broken(JsonProcessingException cause, Place place) {
      super(cause.getOriginalMessage(), cause);
      this.place = place;
    }

    Place place() {
      return place;
    }
  }

  /**
   * @param end why there are no more lines in it, if something is wrong
   */
  private record Block(List<Line> lines, @Nullable IOException end) {}

  private final InputStream in;
  private final Json values;
  private final Queue<Json> idle = new ConcurrentLinkedQueue<>();
  private final Deque<CompletableFuture<Block>> ahead = new ArrayDeque<>();
  private byte[] rest = new byte[0];
  private int linesRead;
  private boolean ended;
  private Iterator<Line> here = Collections.emptyIterator();
  private @Nullable IOException end;

  /**
   * @param values shares what lines have in common
   */
  ParsedLines(InputStream in, Json values) {
    this.in = in;
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
      here = block.lines().iterator();
      end = block.end();
    }
    return here.next();
  }

  private void readAhead() throws IOException {
    while (!ended && ahead.size() < AHEAD) {
      byte[] lines = wholeLines();
      int before = linesRead;
      for (byte b : lines) {
        linesRead += b == '\n' ? 1 : 0;
      }
      ahead.add(CompletableFuture.supplyAsync(() -> parse(lines, before)));
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

  private Block parse(byte[] block, int before) {
    Json reader = idle.poll();
    Json mine = reader == null ? values.another() : reader;
    List<Line> lines = new ArrayList<>();
    try (JsonParser json = JSON.createParser(block)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        Place place = Place.of(json.currentTokenLocation(), before);
        boolean object = token == JsonToken.START_OBJECT;
        lines.add(new Line(place, object ? (RegoObject) mine.read(json) : null));
        if (!object) {
          break;
        }
      }
      idle.add(mine);
      return new Block(lines, null);
    } catch (JsonProcessingException e) {
      return new Block(lines, new Broken(e, Place.of(e.getLocation(), before)));
    } catch (IOException e) {
      return new Block(lines, e);
    }
  }
}
