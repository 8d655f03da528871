package dev.assay.collect.alloydb;

import com.google.cloud.alloydb.v1.AlloyDBAdminClient;
import dev.assay.collect.Collector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.Reading;
import dev.assay.collect.google.Territory;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Sink;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the AlloyDB of a project, or of all projects of a folder or organization that Cloud Asset
 * Inventory knows to have any; projects beside each other.
 */
public final class AlloyDbCollector implements Collector {
  private final GoogleClients clients;
  private final Territory territory;
  private final Source source;

  public AlloyDbCollector(GoogleClients clients, Territory territory) {
    this.clients = clients;
    this.territory = territory;
    this.source =
        new Source(
            "//" + GoogleService.ALLOYDB.host() + "/" + territory.parent(),
            "alloydb",
            AlloyDbKind.names(),
            Map.of("endpoint", clients.settings().endpoint(GoogleService.ALLOYDB)));
  }

  /** The kinds that it reads. */
  public static List<String> kinds() {
    return AlloyDbKind.names();
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public Source collect(Sink sink) {
    AlloyDBAdminClient client;
    try {
      client = clients.alloyDb();
    } catch (IOException e) {
      tell(reading().notOpened(e), sink);
      return source;
    }
    Territory.Databases databases = territory.databases();
    databases.gaps().forEach(gap -> tell(gap, sink));
    Set<String> projects = databases.alloyDb();
    clients.sideBySide(
        projects.stream()
            .map(project -> new AlloyDbProject(clients, client, source.id(), project, sink))
            .map(project -> (Runnable) project::read)
            .toList());
    Map<String, String> details = new TreeMap<>(source.details());
    details.put("projects", String.join(" ", projects));
    return new Source(source.id(), source.collector(), source.kinds(), details);
  }

  /** What keeps all kinds from being read. */
  private void tell(Gap gap, Sink sink) {
    for (String kind : AlloyDbKind.names()) {
      sink.gap(new Gap(source.id(), kind, gap.scope(), gap.cause(), gap.message(), gap.remedy()));
    }
  }

  private Reading reading() {
    String parent = territory.parent();
    return new Reading(
        GoogleService.ALLOYDB,
        clients.settings().endpoint(GoogleService.ALLOYDB),
        source.id(),
        AlloyDbKind.CLUSTER.kind(),
        AlloyDbKind.CLUSTER.permission(),
        parent,
        parent.startsWith("projects/") ? source.id() : territory.scope());
  }
}
