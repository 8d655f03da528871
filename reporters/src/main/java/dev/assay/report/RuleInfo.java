package dev.assay.report;

import java.util.List;
import java.util.Map;

/**
 * What a report tells of a rule.
 *
 * @param id permanent, e.g. {@code PG-RLS-001}
 * @param name the rule's folder below the pack, e.g. {@code postgresql/rls_not_enabled}
 * @param title one line, what holds when the rule passes
 * @param description why it matters, in plain text
 * @param severity of a finding, unless the finding has its own
 * @param kind the kind of resource that is judged
 * @param links pages to read, absolute URLs
 * @param controls framework to the controls that the rule bears on, e.g. {@code iso-27001-2022} to
 *     {@code A.8.13}
 * @param remediation how to mend it, with placeholders for names
 * @param parameters effective values by name, as text
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
    Map<String, String> parameters) {}
