package dev.assay.report.xlsx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Enumeration;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;

/**
 * A workbook without a clock: the library writes the time at which it ran. Its archives can be read
 * by their directory only, so the way is over a temporary file.
 */
final class Archive {
  private static final String CORE = "docProps/core.xml";

  /**
   * A time that a ZIP file says without a zone. At the very first that it can say, 1980-01-01, Java
   * adds the instant in the default time zone.
   */
  private static final LocalDateTime NEVER = LocalDateTime.of(1980, 2, 1, 0, 0);

  private Archive() {}

  interface Content {
    void writeTo(Workbook book) throws IOException;
  }

  /** Writes the workbook as made at the given time, and leaves the stream open. */
  static void write(Content content, Instant madeAt, OutputStream out) throws IOException {
    Path file = Files.createTempFile("assay", ".xlsx");
    file.toFile().deleteOnExit(); // a signal may end the process before we do
    try {
      try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file));
          Workbook book = new Workbook(bytes, "Assay", "1.0")) {
        book.setCompressionLevel(Deflater.BEST_SPEED); // it is compressed anew below
        content.writeTo(book);
      }
      try (ZipFile from = new ZipFile(file.toFile())) {
        copy(from, madeAt, out);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void copy(ZipFile from, Instant madeAt, OutputStream out) throws IOException {
    ZipOutputStream to = new ZipOutputStream(out);
    for (Enumeration<? extends ZipEntry> e = from.entries(); e.hasMoreElements(); ) {
      ZipEntry entry = e.nextElement();
      ZipEntry copy = new ZipEntry(entry.getName());
      copy.setTimeLocal(NEVER);
      to.putNextEntry(copy);
      try (InputStream in = from.getInputStream(entry)) {
        if (entry.getName().equals(CORE)) {
          String core = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          String time = ">" + madeAt.truncatedTo(ChronoUnit.SECONDS) + "</dcterms:created>";
          to.write(
              core.replaceFirst(">[^<]*</dcterms:created>", time).getBytes(StandardCharsets.UTF_8));
        } else {
          in.transferTo(to);
        }
      }
      to.closeEntry();
    }
    to.finish();
  }
}
