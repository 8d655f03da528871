package dev.assay.workbench;

import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.rego.ast.Keywords;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rulepack.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The first draft of a rule: it judges one field of its kind, and its cases hold.
 *
 * @param rule the text of {@code rule.rego}
 * @param cases the text of {@code cases.yaml}
 */
public record Scaffold(String rule, String cases) {
  /** Folders of a pack that hold no rules. */
  private static final Set<String> NO_AREAS = Set.of("lib", "schema", "target");

  /**
   * Drafts a rule.
   *
   * @param name AREA/NAME
   * @param kind of the resources that it judges
   * @param field of the kind's data; empty for any
   * @throws InputException if there is no such kind or field, or the name is no rule's
   */
  public static Scaffold of(String name, String kind, String field, Schemas schemas)
      throws InputException {
    checkName(name);
    if (!schemas.kinds().contains(kind)) {
      throw new InputException(
          "--kind: no kind \"" + kind + "\"" + Nearest.hint(kind, schemas.kinds()));
    }
    List<SchemaField> fields = SchemaField.of(schemas.of(kind).orElse(RegoObject.EMPTY));
    if (fields.isEmpty()) {
      throw new InputException(
          "--kind: the schema of " + kind + " lists no single values to judge");
    }
    List<String> paths = fields.stream().map(SchemaField::path).toList();
    if (!field.isEmpty() && !paths.contains(field)) {
      throw new InputException(
          "--field: " + kind + " has no \"" + field + "\"" + Nearest.hint(field, paths));
    }
    return draft(name, kind, fields.get(field.isEmpty() ? 0 : paths.indexOf(field)));
  }

  private static void checkName(String name) throws InputException {
    List<String> parts = Arrays.asList(name.split("/", -1));
    boolean wellFormed =
        parts.size() > 1 && parts.stream().allMatch(p -> p.matches("[a-z][a-z0-9_]*"));
    if (!wellFormed) {
      throw new InputException(
          "\"" + name + "\": name the rule AREA/NAME, of small letters, digits and underscores");
    }
    for (String part : parts) {
      if (Keywords.ALL.contains(part)) {
        throw new InputException("\"" + name + "\": " + part + " is a word of Rego's own");
      }
    }
    if (NO_AREAS.contains(parts.get(0))) {
      throw new InputException("\"" + name + "\": " + parts.get(0) + "/ does not hold rules");
    }
  }

  private static Scaffold draft(String name, String kind, SchemaField field) {
    Value bad = field.examples().get(0);
    Value good = field.examples().get(1);
    String sentence = field.path() + " is " + plain(bad) + ".";
    String title = name.substring(name.lastIndexOf('/') + 1).replace('_', ' ');
    String rule =
        """
        # METADATA
        # title: %s
        # description: Say here why it matters, in two or three sentences.
        # custom:
        #   id: %s
        #   severity: medium
        #   resource: %s
        #   needs: [%s]
        #   remediation: Say here how to mend it, best as a command to copy.
        package assay.rules.%s

        fail contains {"message": "%s", "at": "%s"} if input.resource.data.%s == %s
        """
            .formatted(
                title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1),
                name.toUpperCase(Locale.ROOT).replaceAll("[/_]+", "-"),
                kind,
                kind,
                name.replace('/', '.'),
                sentence,
                field.path(),
                field.path(),
                bad);
    String cases =
        """
        - name: %1$s is %2$s
          resource: %3$s
          fail: %4$s
        - name: %1$s is %5$s
          resource: %6$s
          pass: true
        """
            .formatted(
                field.path(), plain(bad), field.with(bad), sentence, plain(good), field.with(good));
    if (!field.hasDefault()) {
      cases +=
          """
          - name: %s was not reported
            resource: {}
            unknown: true
          """
              .formatted(field.path());
    }
    cases +=
        """
        - name: it could not be read
          gap: %s
          unknown: true
        """
            .formatted(kind);
    return new Scaffold(rule, cases);
  }

  private static String plain(Value value) {
    return value instanceof RegoString s ? s.value() : value.toString();
  }

  /**
   * Writes the files.
   *
   * @return where, in the order in which one reads them
   * @throws InputException if one is there already, or cannot be written
   */
  public List<Path> write(Path folder) throws InputException {
    Path ruleFile = folder.resolve("rule.rego");
    Path casesFile = folder.resolve("cases.yaml");
    for (Path file : List.of(ruleFile, casesFile)) {
      if (Files.exists(file)) {
        throw new InputException(file + ": is there already; take another name");
      }
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(ruleFile, rule, StandardCharsets.UTF_8);
      Files.writeString(casesFile, cases, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InputException(folder + ": cannot be written: " + e.getMessage(), e);
    }
    return List.of(ruleFile, casesFile);
  }
}
