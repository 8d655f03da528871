package dev.assay.collect.asset;

import com.google.cloud.asset.v1.Asset;
import com.google.cloud.asset.v1.AssetServiceClient;
import com.google.cloud.asset.v1.ContentType;
import com.google.cloud.asset.v1.ListAssetsRequest;
import dev.assay.collect.Collector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.Listing;
import dev.assay.collect.google.ProtoJson;
import dev.assay.collect.google.Reading;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a project, folder or organization from Cloud Asset Inventory: its projects, so that rules
 * know their labels, and the IAM policies that are set on resource hierarchy, keys, secrets,
 * buckets and service accounts. Policies are as they are set on each resource; what is inherited is
 * found on the ancestor, if the scope holds it.
 *
 * <p>The inventory calls a project by its number, all others by its id. Here it has its id, so that
 * what lies in a project has it as an ancestor; the number remains in the data.
 */
public final class AssetCollector implements Collector {
  private static final String POLICY = "iam.Policy";
  private static final String PROJECT = "cloudresourcemanager.Project";
  private static final String CRM = "//cloudresourcemanager.googleapis.com/";
  private static final String PROJECT_TYPE = "cloudresourcemanager.googleapis.com/Project";

  /** The types whose IAM policies rules judge. */
  static final List<String> POLICY_TYPES =
      List.of(
          "cloudresourcemanager.googleapis.com/Organization",
          "cloudresourcemanager.googleapis.com/Folder",
          PROJECT_TYPE,
          "cloudkms.googleapis.com/KeyRing",
          "cloudkms.googleapis.com/CryptoKey",
          "secretmanager.googleapis.com/Secret",
          "storage.googleapis.com/Bucket",
          "iam.googleapis.com/ServiceAccount");

  private final GoogleClients clients;
  private final String parent;
  private final Source source;
  private final Map<String, String> ids = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /**
   * @param parent {@code projects/P}, {@code folders/N} or {@code organizations/N}
   */
  public AssetCollector(GoogleClients clients, String parent) {
    this.clients = clients;
    this.parent = parent;
    this.source =
        new Source(
            "//" + GoogleService.ASSET.host() + "/" + parent,
            "asset",
            List.of(PROJECT, POLICY),
            Map.of(
                "endpoint",
                clients.settings().endpoint(GoogleService.ASSET),
                "policies of",
                String.join(" ", POLICY_TYPES)));
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public Source collect(Sink sink) {
    Reading projects = reading(PROJECT, "cloudasset.assets.listResource");
    Reading policies = reading(POLICY, "cloudasset.assets.listIamPolicy");
    AssetServiceClient client;
    try {
      client = clients.assets();
    } catch (IOException e) {
      sink.gap(projects.withoutCredentials(e));
      sink.gap(policies.withoutCredentials(e));
      return source;
    }
    // Projects first: their numbers are needed to name the policies.
    list(
        client, projects, ContentType.RESOURCE, List.of(PROJECT_TYPE), a -> project(a, sink), sink);
    list(client, policies, ContentType.IAM_POLICY, POLICY_TYPES, a -> policy(a, sink), sink);
    return source;
  }

  private void list(
      AssetServiceClient client,
      Reading reading,
      ContentType content,
      List<String> types,
      Consumer<Asset> each,
      Sink sink) {
    ListAssetsRequest request =
        ListAssetsRequest.newBuilder()
            .setParent(parent)
            .setContentType(content)
            .addAllAssetTypes(types)
            .setPageSize(1000)
            .build();
    Listing.read(
            reading,
            () -> client.listAssets(request),
            page -> List.of(),
            page -> page.forEach(each))
        .forEach(sink::gap);
  }

  private void project(Asset asset, Sink sink) {
    RegoObject data = ProtoJson.struct(asset.getResource().getData());
    if (data.get("projectId") instanceof RegoString id) {
      ids.put(asset.getName(), CRM + "projects/" + id.value());
    }
    String above = asset.getResource().getParent();
    fact(sink, PROJECT, name(asset), above.isEmpty() ? null : above, data);
  }

  private void policy(Asset asset, Sink sink) {
    if (!asset.hasIamPolicy()) {
      return;
    }
    RegoObject.Builder data =
        new RegoObject.Builder()
            .put("resource", name(asset))
            .put("assetType", asset.getAssetType())
            .putAll(ProtoJson.of(asset.getIamPolicy()));
    fact(sink, POLICY, name(asset) + "/iamPolicy", name(asset), data.build());
  }

  private void fact(Sink sink, String kind, String id, @Nullable String above, RegoObject data) {
    // A page may shift under the reader, and show an asset again.
    if (told.add(id)) {
      sink.fact(new Fact(kind, id, above, source.id(), data));
    }
  }

  private String name(Asset asset) {
    return ids.getOrDefault(asset.getName(), asset.getName());
  }

  private Reading reading(String kind, String permission) {
    return new Reading(
        GoogleService.ASSET,
        clients.settings().endpoint(GoogleService.ASSET),
        source.id(),
        kind,
        permission,
        parent,
        CRM + parent);
  }
}
