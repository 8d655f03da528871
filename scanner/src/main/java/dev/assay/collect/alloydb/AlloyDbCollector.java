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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      Pattern.compile("//alloydb\\.googleapis\\.com/projects/([^/]+)/.*");

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
      for (AlloyDbKind kind : AlloyDbKind.values()) {
        sink.gap(reading(GoogleService.ALLOYDB, kind, kind.permission()).withoutCredentials(e));
      }
      return source;
    }
    Set<String> projects =
        parent.startsWith("projects/") ? Set.of(parent) : projectsWithAlloyDb(sink);
    for (String project : projects) {
      new AlloyDbProject(clients, client, source.id(), project, sink).read();
    }
    return source;
  }

  private Set<String> projectsWithAlloyDb(Sink sink) {
    AssetServiceClient assets;
    try {
      assets = clients.assets();
    } catch (IOException e) {
      for (AlloyDbKind kind : AlloyDbKind.values()) {
        sink.gap(search(kind).withoutCredentials(e));
      }
      return Set.of();
    }
    Set<String> projects = new TreeSet<>();
    ListAssetsRequest request =
        ListAssetsRequest.newBuilder()
            .setParent(parent)
            .addAllAssetTypes(ASSETS)
            .setPageSize(1000)
            .build();
    List<Gap> gaps = new ArrayList<>();
    gaps.addAll(
        Listing.read(
            search(AlloyDbKind.CLUSTER),
            () -> assets.listAssets(request),
            page -> List.of(),
            page ->
                page.forEach(
                    asset -> {
                      Matcher m = ASSET.matcher(asset.getName());
                      if (m.matches()) {
                        projects.add("projects/" + m.group(1));
                      }
                    })));
    for (Gap gap : gaps) {
      for (String kind : AlloyDbKind.names()) {
        sink.gap(
            new Gap(gap.source(), kind, gap.scope(), gap.cause(), gap.message(), gap.remedy()));
      }
    }
    return projects;
  }

  private Reading search(AlloyDbKind kind) {
    return reading(GoogleService.ASSET, kind, "cloudasset.assets.listResource");
  }

  private Reading reading(GoogleService service, AlloyDbKind kind, String permission) {
    return new Reading(
        service,
        clients.settings().endpoint(service),
        source.id(),
        kind.kind(),
        permission,
        parent,
        source.id());
  }
}
