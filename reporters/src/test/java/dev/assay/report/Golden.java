package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that show what a report looks like, and that change only with intent: {@code
 * -Dgolden.update=true} writes them anew.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /** Writes the report twice, asks for the same bytes, and returns them as text. */
  public static String written(Reporter reporter, AuditReport report) throws IOException {
    byte[] first = bytes(reporter, report);
    assertThat(bytes(reporter, report)).isEqualTo(first);
    return new String(first, StandardCharsets.UTF_8);
  }

  public static void matches(String file, String text) throws IOException {
    Path golden = FOLDER.resolve(file);
    if (Boolean.getBoolean("golden.update")) {
      WholeFile.write(golden, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(text).as(file).isEqualTo(Files.readString(golden));
  }

  private static byte[] bytes(Reporter reporter, AuditReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reporter.write(report, out);
    return out.toByteArray();
  }
}
