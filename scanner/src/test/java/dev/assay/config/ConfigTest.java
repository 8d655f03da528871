package dev.assay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.collect.fleet.FleetLogin;
import dev.assay.collect.fleet.Network;
import dev.assay.collect.fleet.PasswordSource;
import dev.assay.input.InputException;
import dev.assay.report.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
  @TempDir private Path folder;

  @Test
  void aWholeFile() throws Exception {
    Config config =
        read(
            """
            databases:
              - {url: postgresql://scan@db/shop, connections: 1}
              - jdbc:postgresql://db/billing
            google:
              projects: [shop-production]
              folders: ["123456789012"]
              endpoints: {alloydb: "127.0.0.1:1234"}
              plaintext: true
              timeout: 5m
            from: [other.jsonl.gz]
            rules: [our-rules]
            parameters:
              PG-IDX-002: {min_age_days: 7, exempt: [a, b]}
            fail_on: medium
            reports: {html: out/report.html}
            schemas: [app*]
            exclude_schemas: [app_old]
            """);

    assertThat(config.databases())
        .extracting(Config.Database::url)
        .containsExactly("postgresql://scan@db/shop", "jdbc:postgresql://db/billing");
    assertThat(config.databases())
        .extracting(Config.Database::connections)
        .containsExactly(Optional.of(1), Optional.empty());
    assertThat(config.google().projects()).containsExactly("shop-production");
    assertThat(config.google().folders()).containsExactly("123456789012");
    assertThat(config.google().settings().endpoints()).containsEntry("alloydb", "127.0.0.1:1234");
    assertThat(config.google().settings().timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.from()).isEqualTo(List.of(folder.resolve("other.jsonl.gz")));
    assertThat(config.adjustments().parameters().orElseThrow().mapping())
        .containsOnlyKeys("PG-IDX-002");
    assertThat(config.failOn()).isEqualTo(Optional.of(Severity.MEDIUM));
    assertThat(config.reports()).containsEntry("html", folder.resolve("out/report.html"));
    assertThat(config.choice().schemas()).containsExactly("app*");
    assertThat(config.choice().excludeSchemas()).containsExactly("app_old");
  }

  @Test
  void howToLogInToWhatIsFound() throws Exception {
    Config config =
        read(
            """
            databases:
              - {url: postgresql://scan@db/shop, password: {file: secrets/db}}
            google:
              projects: [p]
              databases: {user: scan, network: psc, through: address, password: {env: SCAN}, all: false}
            """);

    assertThat(config.databases().get(0).password())
        .contains(
            new PasswordSource(PasswordSource.Kind.FILE, folder.resolve("secrets/db").toString()));
    assertThat(config.google().databases())
        .contains(
            new FleetLogin(
                Optional.of("scan"),
                "postgres",
                false,
                Optional.of(Network.PSC),
                true,
                Optional.of(new PasswordSource(PasswordSource.Kind.ENVIRONMENT, "SCAN")),
                Optional.empty()));
    assertThat(read("google: {projects: [p], databases: auto}").google().databases())
        .contains(FleetLogin.DEFAULT);
  }

  @Test
  void anEmptyFileConfiguresNothing() throws Exception {
    assertThat(read("# nothing yet\n")).isEqualTo(Config.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          databses: []                            | 1:1: unknown key "databses": did you mean "databases"?
          databases: x                            | 1:12: expected a list (- item), found "x"
          databases: [{uri: x}]                   | 1:14: unknown key "uri": did you mean "url"?
          databases: [{}]                         | 1:13: a database needs a url: postgresql://user@host:5432/name
          databases: [{url: x, connections: 99}]  | 1:35: expected a whole number from 1 to 8, found "99"
          google: [x]                             | 1:9: expected a mapping (key: value), found a list
          google: {timeout: soon}                 | 1:19: "soon" is not a duration: write 500ms, 60s, 5m or 1h
          google: {plaintext: 1}                  | 1:21: expected true or false, found "1"
          google: {endpoints: {aloydb: x}}        | 1:22: unknown key "aloydb": did you mean "alloydb"?
          google: {endpoints: {asset: here}}      | 1:9: google endpoint asset "here": write host:port
          google: {endpoints: {asset: "a.b:1"}, plaintext: true} | 1:9: google endpoint asset "a.b:1": plaintext is for stand-ins on loopback (127.0.0.1, [::1], localhost) only
          databases: [{url: x, password: hush}]   | 1:32: a password does not belong here: write {env: NAME}, {file: PATH} or {secret: projects/P/secrets/S/versions/latest}
          databases: [{url: x, instance: db}]     | 1:32: "db" names no instance: write projects/P/locations/L/clusters/C/instances/I (AlloyDB) or PROJECT:REGION:NAME (Cloud SQL)
          google: {databases: all}                | 1:21: write auto, or how to log in: {user: …, all: true, …}
          google: {databases: {through: address}} | 1:21: through: address needs a user and a password; IAM goes through the connector
          google: {databases: {network: lan}}     | 1:31: network: use private, psc, public
          fail_on: hgh                            | 1:10: severity "hgh": use info, low, medium, high or critical
          fail_on:                                | 1:9: expected a value, found nothing
          rules: [[a]]                            | 1:9: expected a value, found a list
          {from: [a], from: [b]}                  | 1:13: "from" is given twice
          from: ["a                               | 2:1: found unexpected end of stream
          """)
  void aMistakeIsOneLineThatSaysWhere(String text, String message) {
    assertThatThrownBy(() -> read(text + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessage(folder.resolve("assay.yaml") + ":" + message);
  }

  @Test
  void aTabIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> read("google:\n\tprojects: [p]\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("assay.yaml:2:1: ")
        .hasMessageContaining("\\t(TAB)");
  }

  @Test
  void anAliasBombIsRefused() {
    assertThatThrownBy(() -> read("from: &a [x]\nrules: *a\n"))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("assay.yaml:2:8: *a repeats a list or mapping; write it out");
  }

  @Test
  void aMissingFileAndABinaryOneAreNamed() throws Exception {
    Path missing = folder.resolve("none.yaml");
    assertThatThrownBy(() -> Config.read(missing)).hasMessage(missing + ": no such file");
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {(byte) 0xc3, (byte) 0x28});
    assertThatThrownBy(() -> Config.read(binary)).hasMessage(binary + ": not UTF-8 text");
  }

  private Config read(String text) throws IOException, InputException {
    Path file = folder.resolve("assay.yaml");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return Config.read(file);
  }
}
