package dev.assay.collect.alloydb;

import com.google.cloud.alloydb.v1.AlloyDBAdminClient;
import com.google.cloud.asset.v1.AssetServiceClient;
import com.google.cloud.asset.v1.ListAssetsRequest;
import dev.assay.collect.Collector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.Listing;
import dev.assay.collect.google.Reading;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Sink;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the AlloyDB of a project, or of all projects of a folder or organization that Cloud Asset
 * Inventory knows to have any.
 */
public final class AlloyDbCollector implements Collector {
  private static final List<String> ASSETS =
      List.of("alloydb.googleapis.com/Cluster", "alloydb.googleapis.com/Backup");
  private static final Pattern ASSET =
      Pattern.compile("//alloydb\\.googleapis\\.com/(projects/[^/]+)/.*");

  private final GoogleClients clients;
  private final String parent;
  private final Source source;

  /**
   * @param parent {@code projects/P}, {@code folders/N} or {@code organizations/N}
   */
  public AlloyDbCollector(GoogleClients clients, String parent) {
    this.clients = clients;
    this.parent = parent;
    this.source =
        new Source(
            "//" + GoogleService.ALLOYDB.host() + "/" + parent,
            "alloydb",
            AlloyDbKind.names(),
            Map.of("endpoint", clients.settings().endpoint(GoogleService.ALLOYDB)));
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
      tell(reading(GoogleService.ALLOYDB, "alloydb.clusters.list").withoutCredentials(e), sink);
      return source;
    }
    Set<String> projects =
        parent.startsWith("projects/") ? Set.of(parent) : projectsWithAlloyDb(sink);
    for (String project : projects) {
      new AlloyDbProject(clients, client, source.id(), project, sink).read();
    }
    Map<String, String> details = new TreeMap<>(source.details());
    details.put("projects", String.join(" ", projects));
    return new Source(source.id(), source.collector(), source.kinds(), details);
  }

  private Set<String> projectsWithAlloyDb(Sink sink) {
    Reading search = reading(GoogleService.ASSET, "cloudasset.assets.listResource");
    Set<String> projects = new TreeSet<>();
    try {
      AssetServiceClient assets = clients.assets();
      ListAssetsRequest request =
          ListAssetsRequest.newBuilder()
              .setParent(parent)
              .addAllAssetTypes(ASSETS)
              .setPageSize(1000)
              .build();
      Listing.read(
              search,
              () -> assets.listAssets(request),
              page -> List.of(),
              page -> page.forEach(asset -> add(asset.getName(), projects)))
          .forEach(gap -> tell(gap, sink));
    } catch (IOException e) {
      tell(search.withoutCredentials(e), sink);
    }
    return projects;
  }

  private static void add(String asset, Set<String> projects) {
    Matcher m = ASSET.matcher(asset);
    if (m.matches()) {
      projects.add(m.group(1));
    }
  }

  /** What keeps all kinds from being read. */
  private static void tell(Gap gap, Sink sink) {
    AlloyDbKind.names().forEach(kind -> sink.gap(gap.also(kind, gap.scope())));
  }

  private Reading reading(GoogleService service, String permission) {
    String host =
        parent.startsWith("projects/") ? service.host() : "cloudresourcemanager.googleapis.com";
    return new Reading(
        service,
        clients.settings().endpoint(service),
        source.id(),
        AlloyDbKind.CLUSTER.kind(),
        permission,
        parent,
        "//" + host + "/" + parent);
  }
}
