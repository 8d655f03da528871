package dev.assay.collect.files;

import dev.assay.collect.Collector;
import dev.assay.input.InputException;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Files with facts: snapshots, and whatever tells of Google's resources in a form that is known
 * here. What a file is, its content says, not its name. Everything is read before the first
 * collector starts, so that a file that cannot be understood ends the run at once.
 */
public final class FileInputs {
  /** Of one file, when it is not compressed any more. */
  private static final int LARGEST = 512 << 20;

  private static final String CODE =
      "Terraform itself has to evaluate its code: terraform plan -out=plan, then terraform show"
          + " -json plan > plan.json, and --from plan.json";

  /** What code begins with, after comments. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:\\s|#.*|//.*)*+(?:resource|module|provider|terraform|variable|locals|data)\\b[^:\\n]*\\{");

  private static final Path STDIN = Path.of("-");

  private final ConnectorForm connector = new ConnectorForm();
  private final List<Form> forms =
      List.of(new TerraformForm(), new AssetForm(), connector, new RestForm());
  private final List<Path> snapshots = new ArrayList<>();
  private final List<Intake> intakes = new ArrayList<>();
  private final List<Read> reads = new ArrayList<>();
  private final Consumer<String> message;

  private record Read(Document document, Form form, Intake intake) {}

  private FileInputs(Consumer<String> message) {
    this.message = message;
  }

  /**
   * Reads files and folders.
   *
   * @param paths {@code -} is standard input
   * @param message takes what the user should know of what was skipped
   * @throws InputException if a file cannot be read, is damaged, or is of no known form
   */
  public static FileInputs read(List<Path> paths, InputStream stdin, Consumer<String> message)
      throws InputException {
    FileInputs inputs = new FileInputs(message);
    for (Path path : paths) {
      if (path.equals(STDIN)) {
        inputs.file(path, stdin, true);
      } else if (Files.isDirectory(path)) {
        inputs.folder(path);
      } else {
        inputs.file(path, true);
      }
    }
    inputs.finish();
    return inputs;
  }

  /** Those that are snapshots of our own. */
  public List<Path> snapshots() {
    return List.copyOf(snapshots);
  }

  /** One for each of the other files. */
  public List<Collector> collectors() {
    return List.copyOf(intakes);
  }

  private void finish() throws InputException {
    for (Read read : reads) {
      if (read.form == connector) {
        connector.know(read.document);
      }
    }
    for (Read read : reads) {
      read.form.read(read.document, read.intake);
    }
    intakes.forEach(Intake::finish);
    Projects projects = new Projects(intakes);
    for (Intake intake : intakes) {
      projects.name(intake);
      intake
          .unsupported()
          .ifPresent(types -> message.accept(intake.file() + ": not judged: " + types));
      intake.remarks().forEach(message);
    }
    new Mixture(intakes, message).settle();
  }

  private void folder(Path folder) throws InputException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files =
          found
              .filter(Files::isRegularFile)
              .filter(file -> !isHidden(folder.relativize(file)))
              .sorted()
              .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
    List<String> skipped = new ArrayList<>();
    int before = reads.size() + snapshots.size();
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (!name.matches(".*\\.(json|jsonl|ndjson|har|ya?ml|tfstate)(\\.gz)?")
          || !file(file, false)) {
        skipped.add(folder.relativize(file).toString());
      }
    }
    if (reads.size() + snapshots.size() == before) {
      boolean code = files.stream().anyMatch(file -> file.toString().endsWith(".tf"));
      throw new InputException(
          folder
              + (": none of its " + files.size() + " files is of a known form: ")
              + (code ? CODE : known()));
    }
    if (!skipped.isEmpty()) {
      String more = skipped.size() > 5 ? " and " + (skipped.size() - 5) + " more" : "";
      message.accept(
          folder + ": skipped " + String.join(", ", skipped.stream().limit(5).toList()) + more);
    }
  }

  /** {@code .git}, {@code .terraform} and their like. */
  private static boolean isHidden(Path below) {
    for (Path step : below) {
      if (step.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private boolean file(Path file, boolean named) throws InputException {
    try (InputStream in = Files.newInputStream(file)) {
      return file(file, in, named);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * @param named whether the user named the file itself, so that it must be understood
   * @return whether it was
   */
  private boolean file(Path path, InputStream in, boolean named) throws InputException {
    String file = path.toString().replace('\\', '/');
    String text;
    try {
      BufferedInputStream plain = plain(in);
      if (isSnapshot(plain)) {
        if (path.equals(STDIN)) {
          throw new InputException("-: a snapshot is read from a file; name the file");
        }
        snapshots.add(path);
        return true;
      }
      text = text(file, plain);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (file.matches(".*\\.tf(\\.gz)?") || BLOCK.matcher(text).lookingAt()) {
      throw new InputException(file + ": " + CODE);
    }
    Intake intake = new Intake(file);
    List<Document> documents = new ArrayList<>();
    for (Document document : Document.parse(file, text)) {
      documents.addAll(Recording.answers(document, intake::remark));
    }
    List<Read> found = new ArrayList<>();
    boolean manifests = documents.stream().anyMatch(connector::accepts);
    documents.removeIf(document -> isEmpty(document.root()));
    for (Document document : documents) {
      Optional<Form> form = forms.stream().filter(f -> f.accepts(document)).findFirst();
      if (manifests && ConnectorForm.isManifest(document.root())) {
        form = Optional.of(connector); // of Kubernetes' own kinds, which are named, not read
      }
      if (form.isPresent()) {
        found.add(new Read(document, form.get(), intake));
      } else if (named || !found.isEmpty()) {
        if (named) {
          throw new InputException(file + ":" + document.line() + ": " + unknown(document));
        }
        message.accept(file + ":" + document.line() + ": not of a known form, skipped");
      }
    }
    if (found.isEmpty()) {
      if (named) {
        throw new InputException(file + ": nothing in it; tried " + known());
      }
      return false;
    }
    reads.addAll(found);
    intakes.add(intake);
    return true;
  }

  /** What to do with what looks like something that is read in another form. */
  private String unknown(Document document) {
    Value root = document.root();
    if (Tree.has(root, "@level") && Tree.has(root, "@message")) {
      return "what terraform plan -json says while it works; terraform show -json PLAN tells the plan";
    }
    if (Tree.object(root, "resource").size() > 0 && document.file().contains(".tf.json")) {
      return CODE;
    }
    return "not of a known form; tried " + known();
  }

  private static boolean isEmpty(Value root) {
    return (root instanceof RegoArray array && array.size() == 0)
        || (root instanceof RegoObject object && object.size() == 0);
  }

  private String known() {
    List<String> names = new ArrayList<>(List.of("a snapshot of assay collect"));
    forms.forEach(form -> names.add(form.name()));
    names.add("recorded calls (HAR, cassettes of VCR, logs of HTTP)");
    return String.join("; ", names);
  }

  private static BufferedInputStream plain(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16)) : buffered;
  }

  /** Snapshots may be large; their own reader reads them. */
  private static boolean isSnapshot(BufferedInputStream plain) throws IOException {
    plain.mark(200);
    String start = new String(plain.readNBytes(100), StandardCharsets.UTF_8);
    plain.reset();
    return start.replaceAll("\\s", "").startsWith("{\"assay\":\"snapshot\"");
  }

  private static String text(String file, InputStream plain) throws IOException, InputException {
    byte[] bytes = plain.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new InputException(
          file + ": larger than " + (LARGEST >> 20) + " MB; split it, one file for each project");
    }
    return Text.of(file, bytes);
  }
}
