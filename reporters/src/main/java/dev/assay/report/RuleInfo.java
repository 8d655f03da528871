package dev.assay.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a report tells of a rule.
 *
 * @param id permanent, e.g. {@code PG-RLS-001}
 * @param name the rule's folder below the pack, e.g. {@code postgresql/rls_not_enabled}
 * @param title one line, what holds when the rule passes
 * @param description why it matters, in plain text
 * @param severity of a finding, unless the finding has its own
 * @param kind the kind of resource that is judged
 * @param links pages to read, absolute http or https URLs
 * @param controls framework to the controls that the rule bears on, e.g. {@code iso-27001-2022} to
 *     {@code A.8.13}; kept in the order of the frameworks' names
 * @param remediation how to mend it, with placeholders for names
 * @param parameters effective values by name, as text; kept in the order of the names
 */
public record RuleInfo(
    String id,
    String name,
    String title,
    String description,
    Severity severity,
    String kind,
    List<String> links,
    Map<String, List<String>> controls,
    String remediation,
    Map<String, String> parameters) {

  public RuleInfo {
    links = List.copyOf(links);
    links.forEach(link -> checkLink(id, link));
    SortedMap<String, List<String>> copies = new TreeMap<>();
    controls.forEach((framework, ids) -> copies.put(framework, List.copyOf(ids)));
    controls = Collections.unmodifiableSortedMap(copies);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** Reports make links of these, and a {@code javascript:} among them would be run. */
  private static void checkLink(String rule, String link) {
    try {
      URI uri = new URI(link);
      if (uri.getHost() != null && link.matches("https?://.*")) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(rule + ": the link is no URL: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        rule + ": the link " + link + " is no absolute https:// or http:// URL");
  }

  /** What the rule is about: the folders above its own, e.g. {@code postgresql}. */
  public String area() {
    int end = name.lastIndexOf('/');
    return end < 0 ? "other" : name.substring(0, end);
  }
}
