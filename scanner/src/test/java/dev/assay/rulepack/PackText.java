package dev.assay.rulepack;

import java.util.ArrayList;
import java.util.List;

/** Rule packs as text, for tests. */
public final class PackText {
  private final List<PackFile> files = new ArrayList<>();

  /** A pack with a kind {@code test.Thing} that nothing is known of. */
  public PackText() {
    with("schema/test.Thing.json", "{}");
  }

  public PackText with(String path, String text) {
    files.add(new PackFile("rules/" + path, path, text));
    return this;
  }

  /** The same pack with another rule: {@code AREA/NAME}, an id, and what follows the package. */
  public PackText rule(String name, String id, String code) {
    return rule(name, id, "", code);
  }

  /**
   * @param custom further lines of the header's {@code custom} part, without the comment signs
   */
  public PackText rule(String name, String id, String custom, String code) {
    StringBuilder header = new StringBuilder(header(id));
    custom.lines().forEach(line -> header.append("#   ").append(line).append('\n'));
    String declaration = "package assay.rules." + name.replace('/', '.') + "\n\n";
    return with(name + "/rule.rego", header + declaration + code + "\n");
  }

  static String header(String id) {
    return """
        # METADATA
        # title: Things are well
        # description: Because.
        # custom:
        #   id: %s
        #   severity: high
        #   resource: test.Thing
        #   remediation: mend {{name}}
        """
        .formatted(id);
  }

  public RulePack load() {
    return RulePack.of(files);
  }
}
