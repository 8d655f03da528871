package dev.assay.scan;

import dev.assay.collect.Collector;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import dev.assay.snapshot.SnapshotHeader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A program that collects as many tables as it is told into a file, for {@link FlatMemoryTest}. */
final class ManyFacts implements Collector {
  private static final String DATABASE = "postgresql://db:5432/shop";
  private static final String COMMENT = "c".repeat(800);

  private final int count;

  private ManyFacts(int count) {
    this.count = count;
  }

  public static void main(String[] arguments) throws Exception {
    Collection.Listener nobody =
        new Collection.Listener() {
          @Override
          public void progress(String line) {}

          @Override
          public void fault(Source source, RuntimeException fault) {
            throw fault;
          }
        };
    Collector many = new ManyFacts(Integer.parseInt(arguments[1]));
    new Collection(List.of(many), List.of(), nobody)
        .into(Path.of(arguments[0]), new SnapshotHeader("test", Instant.EPOCH));
  }

  @Override
  public Source source() {
    return new Source(DATABASE, "postgresql", List.of("postgresql.Relation"), Map.of());
  }

  @Override
  public Source collect(Sink sink) {
    for (int i = 0; i < count; i++) {
      RegoObject data =
          new RegoObject.Builder(2)
              .put("rows", RegoNumber.of(i))
              .put("comment", COMMENT + i)
              .build();
      String id = DATABASE + "/app/table_" + (i * 7919L) % count + "_" + i;
      sink.fact(new Fact("postgresql.Relation", id, DATABASE + "/app", DATABASE, data));
    }
    return source();
  }
}
