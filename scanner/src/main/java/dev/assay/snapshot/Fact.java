package dev.assay.snapshot;

import dev.assay.rego.value.RegoObject;
import org.jspecify.annotations.Nullable;

/**
 * One resource of an estate as it was read: facts, never judgments.
 *
 * @param kind e.g. {@code alloydb.Cluster}, {@code postgresql.Index}
 * @param id the provider's full name, unique in a snapshot
 * @param parent the id of what contains it; {@code null} at the top
 * @param source the id of the {@link dev.assay.report.Source} that it was read from
 * @param data the provider's own field names; a field that was not reported is absent, never null,
 *     unless null itself is what the provider reports and the kind's schema gives it a meaning
 */
public record Fact(
    String kind, String id, @Nullable String parent, String source, RegoObject data) {}
