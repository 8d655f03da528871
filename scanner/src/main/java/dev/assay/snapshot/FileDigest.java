package dev.assay.snapshot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a snapshot's file, in hex; of a large one it may still be in the making. */
final class FileDigest {
  private final CompletableFuture<String> hex;

  private FileDigest(CompletableFuture<String> hex) {
    this.hex = hex;
  }

  static FileDigest of(String hex) {
    return new FileDigest(CompletableFuture.completedFuture(hex));
  }

  /** One that another thread begins to make now; who asks for it earlier waits. */
  static FileDigest making(Supplier<String> hex) {
    return new FileDigest(CompletableFuture.supplyAsync(hex, FileDigest::start));
  }

  private static void start(Runnable making) {
    Thread thread = new Thread(making, "assay-digest");
    thread.setDaemon(true);
    thread.start();
  }

  String hex() {
    try {
      return hex.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SnapshotException cause ? cause : e;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileDigest that && hex().equals(that.hex());
  }

  @Override
  public int hashCode() {
    return hex().hashCode();
  }

  @Override
  public String toString() {
    return hex();
  }
}
