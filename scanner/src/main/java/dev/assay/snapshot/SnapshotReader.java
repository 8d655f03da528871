package dev.assay.snapshot;

import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.assay.input.InputException;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Declaration;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads one snapshot file, and refuses it when anything in it is not as a writer left it. */
final class SnapshotReader {
  private static final String CUT_OFF = "the file was cut off; copy it again, or collect again";

  private final Path file;
  private final Json values;
  private final Map<String, String> names;
  private final List<Source> sources = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final Set<String> sourceIds = new HashSet<>();

  /** The ids, once they turn out not to be in order; in order, each is told from the one before. */
  private @Nullable Set<String> ids;

  private ParsedLines.Place place = new ParsedLines.Place(0, 0);

  /**
   * @param values reads what the facts of several files have in common once
   * @param names likewise of kinds, parents and sources
   */
  SnapshotReader(Path file, Json values, Map<String, String> names) {
    this.file = file;
    this.values = values;
    this.names = names;
  }

  Snapshot read() throws InputException {
    MessageDigest digest = Digests.sha256();
    try (InputStream bytes = uncompressed(Files.newInputStream(file))) {
      return read(new ParsedLines(bytes, digest, values), digest);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file; make one with \"assay collect\"", e);
    } catch (EOFException e) {
      throw new InputException(file + ": " + CUT_OFF, e);
    } catch (ParsedLines.Broken e) {
      throw e.getCause() instanceof JsonEOFException
          ? new InputException(file + ": " + CUT_OFF, e)
          : new InputException(at(e.place()) + ": " + e.getMessage(), e);
    } catch (ZipException e) {
      throw new InputException(file + ": damaged (" + e.getMessage() + "); copy it again", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static InputStream uncompressed(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  private Snapshot read(ParsedLines lines, MessageDigest digest)
      throws IOException, InputException {
    RegoObject first = next(lines);
    if (first == null) {
      throw new InputException(file + ": empty; make a snapshot with \"assay collect\"");
    }
    SnapshotHeader header = header(first);
    if (!(first.get("resources") instanceof RegoNumber expected)) {
      throw error("\"resources\" should be a number");
    }
    for (RegoObject line = next(lines); line != null; line = next(lines)) {
      if (line.get("source") instanceof RegoObject source) {
        source(source);
      } else if (line.get("gap") instanceof RegoObject gap) {
        gap(gap);
      } else {
        fact(line);
      }
    }
    if (facts.size() < expected.longValue()) {
      throw new InputException(
          file + ": " + facts.size() + " of " + expected + " resources are there: " + CUT_OFF);
    }
    if (facts.size() > expected.longValue()) {
      throw new InputException(
          file
              + ": "
              + facts.size()
              + " resources, where the header says "
              + expected
              + ": the file was changed after it was written; collect again");
    }
    return new Snapshot(header, sources, gaps, facts, Digests.hex(digest));
  }

  private @Nullable RegoObject next(ParsedLines lines) throws IOException, InputException {
    ParsedLines.Line line = lines.next();
    if (line == null) {
      return null;
    }
    place = line.place();
    if (line.object() == null) {
      throw notASnapshot();
    }
    return line.object();
  }

  private SnapshotHeader header(RegoObject line) throws InputException {
    if (!Objects.equals(line.get("assay"), RegoString.of("snapshot"))) {
      throw notASnapshot();
    }
    Value schema = line.get("schema");
    if (!Objects.equals(schema, RegoNumber.of(SnapshotHeader.SCHEMA))) {
      throw error(
          "schema "
              + schema
              + " of a snapshot; this program reads "
              + SnapshotHeader.SCHEMA
              + ": use the Assay that wrote it, or collect again");
    }
    try {
      return new SnapshotHeader(string(line, "tool"), Instant.parse(string(line, "time")));
    } catch (DateTimeException e) {
      throw error("\"time\" should be like 2026-11-21T08:00:00Z");
    }
  }

  private void source(RegoObject source) throws InputException {
    List<String> kinds = new ArrayList<>();
    if (!(source.get("kinds") instanceof RegoArray names)) {
      throw error("\"kinds\" should be an array");
    }
    for (Value name : names) {
      kinds.add(name instanceof RegoString s ? s.value() : name.toString());
    }
    if (!(source.get("details") instanceof RegoObject details)) {
      throw error("\"details\" should be an object");
    }
    Map<String, String> texts = new TreeMap<>();
    for (Value name : details.keys()) {
      if (name instanceof RegoString key) {
        texts.put(key.value(), string(details, key.value()));
      }
    }
    String id = string(source, "id");
    sourceIds.add(id);
    sources.add(new Source(id, string(source, "collector"), kinds, texts));
  }

  private void gap(RegoObject gap) throws InputException {
    String label = string(gap, "cause");
    Gap.Cause cause =
        Arrays.stream(Gap.Cause.values())
            .filter(c -> c.label().equals(label))
            .findFirst()
            .orElseThrow(() -> error("unknown cause \"" + label + "\" of a gap"));
    gaps.add(
        new Gap(
            knownSource(string(gap, "source")),
            string(gap, "kind"),
            string(gap, "scope"),
            cause,
            string(gap, "message"),
            string(gap, "remedy")));
  }

  private void fact(RegoObject line) throws InputException {
    boolean top = line.get("parent") == null;
    SortedMap<String, String> untold = untold(line.get("untold"));
    Optional<Declaration> declaration = declaration(line.get("declaration"));
    int expected = (top ? 4 : 5) + (untold.isEmpty() ? 0 : 1) + (declaration.isPresent() ? 1 : 0);
    if (line.size() != expected) {
      throw error("expected a source, a gap, or a resource (kind, id, parent, source, data)");
    }
    if (!(line.get("data") instanceof RegoObject data)) {
      throw error("\"data\" should be an object");
    }
    String id = string(line, "id");
    if (!isNew(id)) {
      throw error("a second resource with the id " + id + "; collect again");
    }
    facts.add(
        new Fact(
            shared(string(line, "kind")),
            id,
            top ? null : shared(string(line, "parent")),
            shared(knownSource(string(line, "source"))),
            data,
            untold,
            declaration));
  }

  private boolean isNew(String id) {
    if (ids == null) {
      if (facts.isEmpty() || facts.get(facts.size() - 1).id().compareTo(id) < 0) {
        return true;
      }
      ids = new HashSet<>();
      facts.forEach(fact -> ids.add(fact.id()));
    }
    return ids.add(id);
  }

  private SortedMap<String, String> untold(@Nullable Value value) throws InputException {
    SortedMap<String, String> untold = new TreeMap<>();
    if (value instanceof RegoObject places) {
      for (Value place : places.keys()) {
        String path = ((RegoString) place).value();
        untold.put(shared(path), shared(string(places, path)));
      }
    }
    return untold;
  }

  private Optional<Declaration> declaration(@Nullable Value value) throws InputException {
    if (!(value instanceof RegoObject there)) {
      return Optional.empty();
    }
    if (!(there.get("line") instanceof RegoNumber line) || !line.isLong()) {
      throw error("\"line\" should be a number");
    }
    return Optional.of(
        new Declaration(
            string(there, "name"), shared(string(there, "file")), (int) line.longValue()));
  }

  private String shared(String name) {
    return names.computeIfAbsent(name, n -> n);
  }

  private String knownSource(String id) throws InputException {
    if (!sourceIds.contains(id)) {
      throw error("the source " + id + " is not listed; collect again");
    }
    return id;
  }

  private String string(RegoObject object, String key) throws InputException {
    if (object.get(key) instanceof RegoString text) {
      return text.value();
    }
    throw error("\"" + key + "\" should be a text");
  }

  private InputException notASnapshot() {
    return error(
        "not a snapshot (it begins with {\"assay\":\"snapshot\",…}); make one with"
            + " \"assay collect\"");
  }

  private InputException error(String message) {
    return new InputException(at(place) + ": " + message);
  }

  private String at(ParsedLines.Place where) {
    return where.line() < 1 ? file.toString() : file + ":" + where.line() + ":" + where.column();
  }
}
