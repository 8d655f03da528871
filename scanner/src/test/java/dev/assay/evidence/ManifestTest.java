package dev.assay.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  @TempDir private Path folder;
  @TempDir private Path elsewhere;

  @BeforeEach
  void evidence() throws Exception {
    Files.createDirectories(folder.resolve("rules"));
    Files.writeString(folder.resolve("audit.json"), "{}");
    Files.writeString(folder.resolve("rules/a.rego"), "package a");
    Manifest.of(folder, "t", List.of("check")).write(folder, Optional.empty());
  }

  private List<String> changes() throws Exception {
    return Manifest.read(folder).changes(folder);
  }

  @Test
  void nothingChangedIsNoChange() throws Exception {
    assertThat(changes()).isEmpty();
  }

  @Test
  void everyByteOfEveryFileCounts() throws Exception {
    for (String name : List.of("audit.json", "rules/a.rego", "manifest.json", "manifest.sha256")) {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] ^= 1;
        Files.write(folder.resolve(name), bytes);
        assertThat(found()).as(name + " at " + i).isTrue();
        bytes[i] ^= 1;
      }
      Files.write(folder.resolve(name), bytes);
    }
    assertThat(changes()).isEmpty();
  }

  private boolean found() throws Exception {
    try {
      return !changes().isEmpty();
    } catch (dev.assay.input.InputException e) {
      return String.valueOf(e.getMessage()).contains("it was changed");
    }
  }

  @Test
  void aFileTooManyAndOneTooFewAreTold() throws Exception {
    Files.writeString(folder.resolve("rules/b.rego"), "package b");
    Files.delete(folder.resolve("audit.json"));

    assertThat(changes()).containsExactly("audit.json is missing", "rules/b.rego was added");
  }

  @Test
  void aLinkIsNoFileEvenIfItLeadsToTheSameBytes() throws Exception {
    Path same = Files.move(folder.resolve("audit.json"), elsewhere.resolve("audit.json"));
    Files.createSymbolicLink(folder.resolve("audit.json"), same);
    Files.createSymbolicLink(folder.resolve("more"), elsewhere);

    assertThat(changes())
        .containsExactly(
            "audit.json is no file of its own, but a link or a device", "more was added");
  }

  @Test
  void aManifestThatIsALinkIsTold() throws Exception {
    Path same = Files.move(folder.resolve("manifest.json"), elsewhere.resolve("manifest.json"));
    Files.createSymbolicLink(folder.resolve("manifest.json"), same);

    assertThat(changes())
        .containsExactly("manifest.json is no file of its own, but a link or a folder");
  }
}
