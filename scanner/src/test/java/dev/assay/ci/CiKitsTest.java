package dev.assay.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Runs the commands of {@code docs/ci.md} and of each kit by a shell, with a recorded estate that
 * violates rules in place of a scan: reports are written, and then the gate closes.
 */
class CiKitsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
  private static final Pattern JENKINS = Pattern.compile("sh '([^']*)'");

  @TempDir private Path folder;
  private Path program;

  @BeforeEach
  void anEstateAndAProgram() throws IOException {
    Files.copy(
        ROOT.resolve("fixtures/src/main/resources/estate/postgresql/messy.recorded.jsonl"),
        folder.resolve("snapshot.jsonl"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    program = Files.createDirectory(folder.resolve("bin")).resolve("assay");
    Files.writeString(
        program,
        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' dev.assay.cli.Main \"$@\"\n"
            .formatted(java, System.getProperty("java.class.path")));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void theCommandsOfThePageDoWhatItSays() throws Exception {
    Matcher blocks = SHELL.matcher(Files.readString(ROOT.resolve("docs/ci.md")));
    StringBuilder script = new StringBuilder();
    while (blocks.find()) {
      script.append(blocks.group(1));
    }

    Ended ended = shell(script.toString(), Map.of());

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("checks failed", "open: nothing failed at critical or above");
    for (String file :
        List.of("audit.json", "assay.sarif", "junit.xml", "summary.md", "report.html")) {
      assertThat(folder.resolve(file)).isNotEmptyFile();
    }
    assertThat(folder.resolve("report-for-others.html")).content().doesNotContain("warehouse");
    assertThat(folder.resolve("azure.sarif")).content().contains("azuredevops/pipeline/build/");
    assertThat(Files.size(folder.resolve("short.xml")))
        .isLessThan(Files.size(folder.resolve("junit.xml")));
  }

  @Test
  void gitHubsActionWritesAndThenCloses() throws Exception {
    List<Object> steps = list(map(yaml("action.yml").get("runs")).get("steps"));
    Path summary = folder.resolve("summary-of-the-job.md");
    List<String> commands = new ArrayList<>();
    steps.forEach(step -> commands.add(map(step).get("run").toString()));

    Ended ended =
        shell(
            String.join("\n", commands),
            Map.of(
                "GITHUB_ACTION_PATH",
                ROOT.toString(),
                "GITHUB_STEP_SUMMARY",
                summary.toString(),
                "ASSAY_FAIL_ON",
                "medium",
                "ASSAY_ALLOW_INCOMPLETE",
                "true"));

    closed(ended);
    assertThat(summary).content().contains("Assay");
  }

  @Test
  void gitLabsTemplateWritesAndThenCloses() throws Exception {
    Map<String, Object> job = map(yaml("ci/assay.gitlab-ci.yml").get("assay"));
    List<String> commands = list(job.get("script")).stream().map(Object::toString).toList();

    closed(shell(String.join("\n", commands), Map.of("ASSAY_FAIL_ON", "medium")));
  }

  @Test
  void cloudBuildsStepsWriteAndThenClose() throws Exception {
    List<String> commands = new ArrayList<>();
    for (Object step : list(yaml("ci/cloudbuild.yaml").get("steps"))) {
      List<Object> arguments = list(map(step).get("args"));
      String last = arguments.get(arguments.size() - 1).toString();
      commands.add(
          arguments.size() == 1
              ? "sh '" + ROOT.resolve(last) + "'"
              // As Cloud Build substitutes.
              : last.replace("${_FAIL_ON}", "medium").replace("$$", "$"));
    }

    closed(shell(String.join("\n", commands), Map.of()));
  }

  @Test
  void jenkinsPipelineWritesAndThenCloses() throws Exception {
    Matcher steps = JENKINS.matcher(Files.readString(ROOT.resolve("ci/Jenkinsfile")));
    StringBuilder script = new StringBuilder();
    while (steps.find()) {
      script.append(steps.group(1).replace("--fail-on high", "--fail-on medium")).append('\n');
    }

    closed(shell(script.toString(), Map.of()));
  }

  @Test
  void theHookRefusesACommit() throws Exception {
    Map<?, ?> hook =
        map(
            list(new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(ROOT.resolve(".pre-commit-hooks.yaml"))))
                .get(0));

    Ended ended =
        shell(
            "'%s' --fail-on=low snapshot.jsonl"
                .formatted(ROOT.resolve(hook.get("entry").toString())),
            Map.of());

    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
    assertThat("facts.jsonl.gz").matches(".*" + hook.get("files"));
  }

  private void closed(Ended ended) {
    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
    assertThat(ended.output()).contains("closed: ", " failed at medium or above");
    for (String file : List.of("audit.json", "assay.sarif", "junit.xml", "report.html")) {
      assertThat(folder.resolve("assay-report").resolve(file)).isNotEmptyFile();
    }
  }

  private record Ended(int code, String output) {}

  private Ended shell(String script, Map<String, String> environment) throws Exception {
    Path output = folder.resolve("output.txt");
    ProcessBuilder shell = new ProcessBuilder("sh", "-euc", script);
    Map<String, String> all = new HashMap<>(environment);
    all.put("ASSAY", program.toString());
    all.put("ASSAY_HOME", ROOT.toString());
    all.put("ASSAY_SNAPSHOT", "snapshot.jsonl");
    all.put("ASSAY_OUTPUT", "assay-report");
    all.put("PATH", program.getParent() + ":" + System.getenv("PATH"));
    shell.environment().remove("GITHUB_STEP_SUMMARY");
    shell.environment().putAll(all);
    shell.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    int code = shell.start().waitFor();
    return new Ended(code, Files.readString(output));
  }

  private static Map<String, Object> yaml(String file) throws IOException {
    return map(
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(ROOT.resolve(file))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
