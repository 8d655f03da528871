package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void writesIntoFoldersThatAreNotThereYet() throws IOException {
    Path file = folder.resolve("out/today/report.txt");
    WholeFile.write(file, out -> out.write(bytes("new")));
    assertThat(file).hasContent("new");
    assertThat(names(folder.resolve("out/today"))).containsExactly("report.txt");
  }

  @Test
  void aFailureLeavesWhatWasThereAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("report.txt"), "old");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(bytes("half"));
                      out.flush();
                      throw new IOException("no space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no space left on device");
    assertThat(file).hasContent("old");
    assertThat(names(folder)).containsExactly("report.txt");
  }

  @Test
  void aFolderIsNotReplaced() {
    assertThatThrownBy(() -> WholeFile.write(folder, out -> {}))
        .hasMessage(folder + ": is a folder; name a file in it");
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("plain"), "").resolve("report.txt");
    assertThatThrownBy(() -> WholeFile.write(file, out -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": ");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path target = Files.writeString(folder.resolve("target.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), target);
    WholeFile.write(link, out -> out.write(bytes("new")));
    assertThat(link).isSymbolicLink().hasContent("new");
    assertThat(target).hasContent("new");
  }

  @Test
  void aDeviceIsWrittenToAndNotReplaced() throws IOException {
    Path device = Path.of("/dev/null");
    WholeFile.write(device, out -> out.write(bytes("gone")));
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
