package dev.assay.cli;

import dev.assay.audit.Audit;
import dev.assay.config.Config;
import dev.assay.doctor.Diagnosis;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a role is let see, and writes the grants that it lacks. */
@Command(
    name = "doctor",
    header = "Tell what a role can and cannot see, and the grants that it lacks.",
    description = {
      "Reads as a scan does, and changes nothing. Exit code 0: nothing is hidden;",
      "3: something is, and the last lines are SQL that grants the minimum."
    },
    footer = {
      "",
      "Examples:",
      "  assay doctor --database postgresql://scan@db:5432/shop",
      "  assay doctor --database postgresql://scan@db/shop --grants > grants.sql",
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TargetOptions targets = new TargetOptions();

  @Option(names = "--grants", description = "Write the SQL alone.")
  private boolean grants;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException, InterruptedException {
    Config config = targets.config();
    RulePack pack = RulePack.bundledWith(config.rules());
    Path folder = Files.createTempDirectory("assay");
    Path file = folder.resolve("snapshot.jsonl");
    Diagnosis diagnosis;
    try {
      new Reading(console).into(file, config, kind -> true);
      Snapshot snapshot = Snapshot.read(file);
      AuditReport report =
          new Audit(Main.Version.number(), pack, Parameters.defaults())
              .of(snapshot, snapshot.header().time());
      diagnosis = new Diagnosis(snapshot, report, pack);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
    console.out().print(grants ? diagnosis.script() : diagnosis.text());
    return diagnosis.complete() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
