package dev.assay.collect.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The files in a folder beside a class, in a jar or among compiled classes. */
record ResourceFolder(Class<?> beside, String name) {

  /** Hands over each file's name and text, in the order of the names. */
  void forEach(BiConsumer<String, String> action) {
    try {
      // A jar need not list its folders, but it has the class.
      String file = beside.getSimpleName() + ".class";
      URI place = Objects.requireNonNull(beside.getResource(file)).toURI();
      if (place.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
          String inJar = place.toString().substring(place.toString().indexOf("!/") + 1);
          read(jar.getPath(inJar).resolveSibling(name), action);
        }
      } else {
        read(Path.of(place).resolveSibling(name), action);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from this installation", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void read(Path folder, BiConsumer<String, String> action) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        action.accept(String.valueOf(file.getFileName()), text);
      }
    }
  }
}
