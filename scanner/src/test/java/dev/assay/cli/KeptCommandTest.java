package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever verifies a stranger's evidence runs what the stranger wrote into its manifest. */
class KeptCommandTest {
  @TempDir private Path folder;

  @Test
  void whatEvidenceKeepsIsRunInTheFolder() throws Exception {
    Files.writeString(folder.resolve("c.yaml"), "waivers: {file: w.yaml, most_days: 9}\n");

    assertThat(
            KeptCommand.of(
                folder,
                List.of("check", "snapshot-1.jsonl.gz", "-c", "c.yaml", "--select", "GC-HA-001")))
        .containsExactly(
            "check",
            folder.resolve("snapshot-1.jsonl.gz").toString(),
            "-c",
            folder.resolve("c.yaml").toString(),
            "--select",
            "GC-HA-001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scan --database postgresql://evil/x               | it does not begin with check
          check snapshot.jsonl --report html=x              | it has --report
          check snapshot.jsonl -o x                         | it has -o
          check snapshot.jsonl --evidence x                 | it has --evidence
          check snapshot.jsonl --engine opa=https://evil    | it has --engine
          check snapshot.jsonl --attestations /etc/passwd   | it has --attestations
          check /etc/passwd                                 | it has /etc/passwd
          check @/etc/passwd                                | it has @/etc/passwd
          check snapshot.jsonl --select @/etc/passwd        | --select has the value @/etc/passwd
          check snapshot.jsonl --select --report            | --select has the value --report
          check snapshot.jsonl --rules ../../elsewhere      | ../../elsewhere is outside of the folder
          check snapshot.jsonl --waivers /etc/passwd        | /etc/passwd is outside of the folder
          check snapshot.jsonl --waivers                    | it has --waivers
          """)
  void whateverElseAManifestSaysIsRefused(String command, String why) {
    assertThatThrownBy(() -> KeptCommand.of(folder, List.of(command.split(" "))))
        .hasMessage("its command does more than judge what is in the folder: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reports: {html: x}                          | 1:1: unknown key "reports"
          rules: [x]                                  | 1:1: unknown key "rules"
          attestations: {file: ../../elsewhere.yaml}  | ../../elsewhere.yaml is outside of the folder
          attestations: {file: a, controls: /etc/x}   | is outside of the folder
          """)
  void aConfigurationThatDoesMoreIsRefused(String text, String why) throws Exception {
    Files.writeString(folder.resolve("c.yaml"), text + "\n");

    assertThatThrownBy(
            () -> KeptCommand.of(folder, List.of("check", "snapshot.jsonl", "-c", "c.yaml")))
        .hasMessageContaining(why);
  }
}
