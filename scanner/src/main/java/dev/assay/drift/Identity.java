package dev.assay.drift;

import dev.assay.audit.Fingerprint;
import dev.assay.report.Finding;
import dev.assay.rulepack.RuleNames;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What makes findings of two audits the same: their fingerprints, or, where a rule has another id
 * by now or a target another name, what the fingerprint would be under the later names.
 *
 * @param rules which know former ids
 * @param renamed the beginnings of resource ids, from the earlier to the later
 */
public record Identity(RuleNames rules, Map<String, String> renamed) {
  private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");

  public Identity {
    renamed = Map.copyOf(renamed);
  }

  /** Under any of these a finding is known, the surest first. */
  List<String> keys(Finding finding) {
    String rule = rule(finding.rule());
    String resource = resource(finding.resource().id());
    String at = finding.at();
    // What stands at an index is not in a report, only in the fingerprint: the message tells.
    String place =
        INDEX.matcher(at).find()
            ? INDEX.matcher(at).replaceAll("[]") + "\0" + finding.message()
            : at;
    return List.of(finding.fingerprint(), Fingerprint.of(rule, resource, place));
  }

  String rule(String id) {
    return rules.id(id).orElse(id);
  }

  String resource(String id) {
    for (Map.Entry<String, String> name : renamed.entrySet()) {
      String from = name.getKey();
      if (id.equals(from) || id.startsWith(from + "/")) {
        return name.getValue() + id.substring(from.length());
      }
    }
    return id;
  }
}
