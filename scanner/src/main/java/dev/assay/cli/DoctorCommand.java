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
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a role is let see, and writes the grants that it lacks. */
@Command(
    name = "doctor",
    header = "Tell what credentials can and cannot see, and the grants that they lack.",
    description = {
      "Reads as a scan does, and changes nothing. Exit code 0: nothing is hidden;",
      "3: something is, and the last lines are SQL, and gcloud commands, that grant the minimum."
    },
    footer = {
      "",
      "Examples:",
      "  assay doctor --database postgresql://scan@db:5432/shop",
      "  assay doctor --database postgresql://scan@db/shop --grants > grants.sql",
      "  assay doctor --project shop-prod --commands > grants.sh",
      "  assay doctor --project shop-prod --databases auto",
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TargetOptions targets = new TargetOptions();

  @Option(names = "--grants", description = "Write the SQL alone.")
  private boolean grants;

  @Option(names = "--commands", description = "Write the gcloud commands alone.")
  private boolean commands;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException, InterruptedException {
    Config config = targets.config();
    RulePack pack = RulePack.bundledWith(config.rules());
    Path folder = Files.createTempDirectory("assay");
    folder.toFile().deleteOnExit(); // a signal may end the process before we do
    Path file = folder.resolve("snapshot.jsonl");
    Diagnosis diagnosis;
    try {
      // Of Google Cloud nobody should grant more than the rules look at.
      Set<String> kinds = pack.kinds();
      new Reading(console)
          .into(file, config, kind -> kind.startsWith("postgresql.") || kinds.contains(kind));
      Snapshot snapshot = Snapshot.read(file);
      AuditReport report =
          new Audit(Main.Version.number(), pack, Parameters.defaults())
              .of(snapshot, snapshot.header().time());
      diagnosis = new Diagnosis(snapshot, report, pack);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
    if (grants || commands) {
      console.out().print(grants ? diagnosis.script() : "");
      console.out().print(commands ? diagnosis.commands() : "");
    } else {
      console.out().print(diagnosis.text());
    }
    return diagnosis.complete() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
