package dev.assay.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a run: where results and messages go, the environment, the clock. Everything that
 * the commands know of the machine comes through here.
 *
 * @param out for results
 * @param err for progress and errors
 * @param colour whether results may be coloured
 * @param interactive whether messages go to a terminal, which can show progress
 * @param debug whether errors show where in the program they come from
 * @param environment the environment variables
 * @param clock the time of collecting
 * @param home where the launcher found Assay, for what lies beside the program; may be null
 */
record Console(
    PrintStream out,
    PrintStream err,
    boolean colour,
    boolean interactive,
    boolean debug,
    Map<String, String> environment,
    InstantSource clock,
    @Nullable Path home) {

  /** The process's own. The launcher tells which streams are terminals; Java cannot. */
  static Console system() {
    String noColour = System.getenv("NO_COLOR");
    String home = System.getProperty("assay.home");
    return new Console(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Boolean.getBoolean("assay.terminal.out") && (noColour == null || noColour.isEmpty()),
        Boolean.getBoolean("assay.terminal.err") && !"dumb".equals(System.getenv("TERM")),
        false,
        System.getenv(),
        InstantSource.system(),
        home == null ? null : Path.of(home));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  Console debugging() {
    return new Console(out, err, colour, interactive, true, environment, clock, home);
  }

  /** One line of progress in place of the last one; nothing where nobody would see it replaced. */
  void progress(String line) {
    if (interactive) {
      err.print("\r\u001b[K" + (line.length() <= 79 ? line : line.substring(0, 78) + "…"));
      err.flush();
    }
  }

  /** A line for the person who started the run; it takes the place of progress. */
  void message(String line) {
    progress("");
    err.println("assay: " + line);
    err.flush();
  }
}
