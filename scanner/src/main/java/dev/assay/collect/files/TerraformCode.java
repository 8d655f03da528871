package dev.assay.collect.files;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.Declaration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where resources are declared in the {@code .tf} files beside a plan: modules by relative path,
 * and those that {@code terraform init} has fetched into {@code .terraform}. Only headers of blocks
 * are looked for; Terraform itself has evaluated the rest.
 */
final class TerraformCode {
  private static final Pattern HEADER =
      Pattern.compile("^\\s*resource\\s+\"([^\"]+)\"\\s+\"([^\"]+)\"\\s*\\{?.*");
  private static final long LARGEST = 4 << 20;

  private final @Nullable Path folder;
  private final TerraformConfiguration configuration;
  private final Consumer<String> remark;
  private final Map<String, Map<String, Declaration>> modules = new HashMap<>();

  /**
   * @param folder of the plan; {@code null} if it came from standard input
   * @param remark takes which code could not be read, so that findings have no lines
   */
  TerraformCode(
      @Nullable Path folder, TerraformConfiguration configuration, Consumer<String> remark) {
    this.folder = folder;
    this.configuration = configuration;
    this.remark = remark;
  }

  Optional<Declaration> of(TerraformResource resource) {
    if (folder == null) {
      return Optional.empty();
    }
    String module = TerraformConfiguration.plain(resource.module());
    Declaration found =
        modules.computeIfAbsent(module, this::headers).get(resource.type() + "." + resource.name());
    return Optional.ofNullable(found)
        .map(d -> new Declaration(resource.address(), d.file(), d.line()));
  }

  private Map<String, Declaration> headers(String module) {
    Map<String, Declaration> headers = new HashMap<>();
    Optional<Path> its = folder(module);
    if (its.isEmpty() || !Files.isDirectory(its.get())) {
      return headers;
    }
    TreeSet<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(its.get(), "*.tf")) {
      found.forEach(files::add);
    } catch (IOException | DirectoryIteratorException e) {
      unreadable(its.get());
    }
    files.forEach(file -> read(file, headers));
    return headers;
  }

  private void read(Path file, Map<String, Declaration> headers) {
    List<String> lines;
    try {
      if (Files.size(file) > LARGEST) {
        return;
      }
      lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      unreadable(file);
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      Matcher header = HEADER.matcher(lines.get(i));
      if (header.matches()) {
        String name = file.toString().replace('\\', '/');
        headers.putIfAbsent(
            header.group(1) + "." + header.group(2), new Declaration("", name, i + 1));
      }
    }
  }

  /** Nothing of the verdicts depends on it. */
  private void unreadable(Path path) {
    remark.accept(path + ": cannot be read, so findings name addresses without lines");
  }

  /** The folder of a module, if its source says so, or Terraform has noted it. */
  private Optional<Path> folder(String module) {
    Path at = java.util.Objects.requireNonNull(folder);
    Optional<Path> noted = noted(String.join(".", TerraformConfiguration.calls(module)));
    if (noted.isPresent()) {
      return noted;
    }
    for (String source : configuration.sources(module)) {
      if (!source.startsWith("./") && !source.startsWith("../")) {
        return Optional.empty();
      }
      at = at.resolve(source).normalize();
    }
    return Optional.of(at);
  }

  private Optional<Path> noted(String key) {
    Path at = java.util.Objects.requireNonNull(folder);
    Path notes = at.resolve(".terraform/modules/modules.json");
    if (key.isEmpty() || !Files.isRegularFile(notes)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(notes, StandardCharsets.UTF_8);
      for (RegoObject module : Tree.objects(Json.parse(text), "Modules")) {
        if (key.equals(Tree.text(module, "Key"))) {
          return Optional.ofNullable(Tree.text(module, "Dir")).map(d -> at.resolve(d).normalize());
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // notes of Terraform's own, of whatever version: then without lines
    }
  }
}
