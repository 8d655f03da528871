package dev.assay.cli;

import dev.assay.report.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the manual. */
@Command(
    name = "man",
    header = "Write a manual page for every command.",
    footer = {
      "",
      "Example:",
      "  assay man -o ~/.local/share/man/man1 && man assay-scan",
    },
    mixinStandardHelpOptions = true)
final class ManCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "Where to write assay.1, assay-scan.1 and so on.")
  private Path folder = Path.of("");

  ManCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    add(pages, spec.root());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      byte[] text = page.getValue().getBytes(StandardCharsets.UTF_8);
      WholeFile.write(folder.resolve(page.getKey() + ".1"), out -> out.write(text));
    }
    console.out().println("wrote " + pages.size() + " pages to " + folder);
    return ExitCode.OK;
  }

  private static void add(Map<String, String> pages, CommandSpec command) {
    pages.put(ManPage.name(command), new ManPage(command).text());
    command.subcommands().values().forEach(sub -> add(pages, sub.getCommandSpec()));
  }
}
