package dev.assay.evidence;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.assay.input.InputException;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.WholeFile;
import dev.assay.signing.Ed25519;
import dev.assay.snapshot.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * {@code manifest.json} of a folder of evidence: who made it, the command that judges the snapshot
 * again, and the SHA-256 of every file. {@code manifest.sha256} holds its own, and {@code
 * manifest.sig} perhaps a signature of its bytes.
 *
 * @param command the arguments of assay, with paths relative to the folder
 * @param digests SHA-256 in hex by path, with slashes
 */
public record Manifest(String tool, List<String> command, SortedMap<String, String> digests) {
  private static final String NAME = "manifest.json";
  private static final String DIGEST = "manifest.sha256";
  private static final String SIGNATURE = "manifest.sig";
  private static final String TYPE = "evidence";

  public Manifest {
    command = List.copyOf(command);
    digests = new TreeMap<>(digests);
  }

  /** Of the files that are in a folder now. */
  public static Manifest of(Path folder, String tool, List<String> command) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String path : files(folder)) {
      digests.put(path, digest(folder.resolve(path)));
    }
    return new Manifest(tool, command, digests);
  }

  /** Writes it into the folder, signed if there is a key. */
  public void write(Path folder, Optional<PrivateKey> key) throws IOException {
    byte[] bytes = bytes();
    WholeFile.write(folder.resolve(NAME), out -> out.write(bytes));
    String own = digest(folder.resolve(NAME)) + "  " + NAME + "\n";
    WholeFile.write(
        folder.resolve(DIGEST), out -> out.write(own.getBytes(StandardCharsets.US_ASCII)));
    if (key.isPresent()) {
      String signature = Ed25519.sign(key.get(), bytes) + "\n";
      WholeFile.write(
          folder.resolve(SIGNATURE),
          out -> out.write(signature.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private byte[] bytes() {
    List<Value> files = new ArrayList<>();
    digests.forEach(
        (path, digest) ->
            files.add(new RegoObject.Builder(2).put("path", path).put("sha256", digest).build()));
    RegoObject manifest =
        new RegoObject.Builder(5)
            .put("assay", TYPE)
            .put("schema", "1")
            .put("tool", tool)
            .put(
                "command",
                RegoArray.of(command.stream().map(a -> (Value) RegoString.of(a)).toList()))
            .put("files", RegoArray.of(files))
            .build();
    return (Json.write(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the manifest of a folder.
   *
   * @throws InputException if there is none that can be read
   */
  public static Manifest read(Path folder) throws InputException {
    Path file = folder.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        throw new InputException(file + ": no such file; name a folder of scan --evidence");
      }
      if (Json.parse(Files.readString(file, StandardCharsets.UTF_8)) instanceof RegoObject root
          && text(root, "assay").equals(TYPE)
          && root.get("command") instanceof RegoArray command
          && root.get("files") instanceof RegoArray files) {
        SortedMap<String, String> digests = new TreeMap<>();
        for (Value item : files) {
          if (item instanceof RegoObject o) {
            digests.put(text(o, "path"), text(o, "sha256"));
          }
        }
        List<String> arguments = new ArrayList<>();
        for (Value item : command) {
          arguments.add(item instanceof RegoString s ? s.value() : "");
        }
        return new Manifest(text(root, "tool"), arguments, digests);
      }
    } catch (IOException e) {
      throw new InputException(file + ": it was changed: it cannot be read as JSON", e);
    }
    throw new InputException(file + ": it was changed: it is no manifest of evidence");
  }

  private static String text(RegoObject object, String name) {
    return object.get(name) instanceof RegoString s ? s.value() : "";
  }

  /** What is not as the manifest says, a line each; none if every byte is. */
  public List<String> changes(Path folder) throws IOException {
    List<String> changes = new ArrayList<>();
    Path own = folder.resolve(DIGEST);
    String told = Files.exists(own) ? Files.readString(own, StandardCharsets.ISO_8859_1) : "";
    if (!told.equals(digest(folder.resolve(NAME)) + "  " + NAME + "\n")) {
      changes.add(NAME + " or " + DIGEST + " was changed");
    }
    for (String name : List.of(NAME, DIGEST, SIGNATURE)) {
      if (Files.exists(folder.resolve(name), NOFOLLOW_LINKS) && !isFile(folder.resolve(name))) {
        changes.add(name + " is no file of its own, but a link or a folder");
      }
    }
    TreeSet<String> there = new TreeSet<>(files(folder));
    for (Map.Entry<String, String> file : digests.entrySet()) {
      if (!there.remove(file.getKey())) {
        changes.add(file.getKey() + " is missing");
      } else if (!isFile(folder.resolve(file.getKey()))) {
        changes.add(file.getKey() + " is no file of its own, but a link or a device");
      } else if (!digest(folder.resolve(file.getKey())).equals(file.getValue())) {
        changes.add(file.getKey() + " was changed");
      }
    }
    there.forEach(path -> changes.add(path + " was added"));
    return changes;
  }

  /** Whether the folder holds a signature. */
  public static boolean isSigned(Path folder) {
    return Files.exists(folder.resolve(SIGNATURE));
  }

  /** Whether the folder holds that key's signature of its manifest. */
  public static boolean isSignedBy(Path folder, PublicKey key) throws IOException {
    return isSigned(folder)
        && Ed25519.verifies(
            key,
            Files.readAllBytes(folder.resolve(NAME)),
            Files.readString(folder.resolve(SIGNATURE), StandardCharsets.ISO_8859_1));
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, NOFOLLOW_LINKS);
  }

  /** Whatever is no folder: a link to one is none. */
  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !Files.isDirectory(path, NOFOLLOW_LINKS))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(path -> !List.of(NAME, DIGEST, SIGNATURE).contains(path))
          .sorted()
          .toList();
    }
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return Digests.hex(digest);
  }
}
