package dev.assay.cli;

/**
 * One command again and again in one process, in which all is compiled after a while; prints how
 * many seconds it took each time.
 */
public final class Again {
  private static final int TIMES = 5;

  private Again() {}

  public static void main(String[] command) {
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      int code = Main.run(Console.system(), command);
      if (code != ExitCode.OK) {
        System.exit(code);
      }
      System.out.println("took " + (System.nanoTime() - start) / 1e9);
    }
    System.exit(ExitCode.OK);
  }
}
