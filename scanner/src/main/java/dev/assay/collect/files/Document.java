package dev.assay.collect.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One JSON or YAML document of a file.
 *
 * @param file as the user named it, or below what the user named
 * @param line where it begins, counted from 1
 */
record Document(String file, int line, Value root) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxNumberLength(1000)
                  .maxStringLength(16_000_000)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * All documents of a file, one after another: JSON, JSON Lines or YAML, or a log of HTTP.
   *
   * @throws InputException with the place, if it is none of these
   */
  static List<Document> parse(String file, String text) throws InputException {
    if (Recording.isLog(text)) {
      return List.of(Recording.log(file, text));
    }
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[") ? json(file, text) : yaml(file, text);
  }

  private static List<Document> json(String file, String text) throws InputException {
    List<Document> documents = new ArrayList<>();
    Json values = new Json();
    try (JsonParser parser = JSON.createParser(text)) {
      while (parser.nextToken() != null) {
        int line = parser.currentTokenLocation().getLineNr();
        documents.add(new Document(file, line, values.read(parser)));
      }
      return documents;
    } catch (JsonProcessingException e) {
      throw new InputException(place(file, e.getLocation()) + ": " + reason(e), e);
    } catch (IOException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Document> yaml(String file, String text) throws InputException {
    List<Document> documents = new ArrayList<>();
    for (YamlNode node : YamlNode.parseAll(file, text)) {
      documents.add(new Document(file, node.line(), node.value()));
    }
    return documents;
  }

  /** Without what the parser says of its own settings. */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage()
        .replaceFirst(" \\(start marker at \\[.*line: ([0-9]+), column: ([0-9]+)]\\)", " of $1:$2")
        .replaceFirst(", from `StreamReadConstraints[^`]*`", "");
  }

  private static String place(String file, JsonLocation at) {
    return Optional.ofNullable(at)
        .filter(l -> l.getLineNr() > 0)
        .map(l -> file + ":" + l.getLineNr() + ":" + l.getColumnNr())
        .orElse(file);
  }
}
