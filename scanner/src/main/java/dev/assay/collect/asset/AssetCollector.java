package dev.assay.collect.asset;

import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.asset.v1.Asset;
import com.google.cloud.asset.v1.ContentType;
import dev.assay.collect.Collector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.Listing;
import dev.assay.collect.google.ProtoJson;
import dev.assay.collect.google.Reading;
import dev.assay.collect.google.Refusal;
import dev.assay.collect.google.Territory;
import dev.assay.collect.google.Withheld;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads a project, folder or organization from Cloud Asset Inventory: its hierarchy, up to the
 * organization, so that rules know labels and what inherits from what; the resources of the kinds
 * that are asked for; and the IAM policies that are set on hierarchy, keys, secrets, buckets,
 * datasets, services and service accounts. Policies are as they are set on each resource; what is
 * inherited is found on the ancestor.
 *
 * <p>Few calls: one list for the hierarchy, one for all resources, one for all policies. A type
 * that the inventory does not know makes it refuse the whole list: then halves are asked for, until
 * the type is found, and only its kind is missing.
 */
public final class AssetCollector implements Collector {
  private final GoogleClients clients;
  private final Territory territory;
  private final List<String> types;
  private final boolean policies;
  private final Source source;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param asked the kinds that somebody will look at
   */
  public AssetCollector(GoogleClients clients, Territory territory, Predicate<String> asked) {
    this.clients = clients;
    this.territory = territory;
    this.types = AssetTypes.of(asked);
    this.policies = asked.test(AssetTypes.POLICY);
    List<String> kinds = new ArrayList<>(AssetTypes.HIERARCHY);
    types.forEach(type -> kinds.add(AssetTypes.kind(type)));
    Map<String, String> details =
        Map.of("endpoint", clients.settings().endpoint(GoogleService.ASSET));
    if (policies) {
      kinds.add(AssetTypes.POLICY);
      details =
          Map.of(
              "endpoint",
              clients.settings().endpoint(GoogleService.ASSET),
              "policies of",
              String.join(" ", AssetTypes.WITH_POLICIES));
    }
    this.source =
        new Source(
            "//" + GoogleService.ASSET.host() + "/" + territory.parent(), "asset", kinds, details);
  }

  /** The kinds that it can read. */
  public static List<String> kinds() {
    List<String> kinds = new ArrayList<>(AssetTypes.HIERARCHY);
    kinds.addAll(AssetTypes.kinds());
    kinds.add(AssetTypes.POLICY);
    return kinds;
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public Source collect(Sink sink) {
    // The hierarchy first: it knows the ids of projects that assets name by number.
    Territory.Hierarchy hierarchy = territory.hierarchy();
    for (Gap gap : hierarchy.gaps()) {
      AssetTypes.HIERARCHY.forEach(kind -> sink.gap(gap.also(kind, gap.scope())));
    }
    for (Territory.Node node : hierarchy.nodes().values()) {
      String above = node.above();
      fact(
          sink,
          new Fact(
              node.kind(),
              Territory.CRM + node.name(),
              above == null ? null : Territory.CRM + above,
              source.id(),
              node.data()));
    }
    List<Runnable> lists = new ArrayList<>();
    if (!types.isEmpty()) {
      lists.add(
          () -> list(types, ContentType.RESOURCE, asset -> resource(asset, hierarchy, sink), sink));
    }
    if (policies) {
      lists.add(
          () ->
              list(
                  AssetTypes.WITH_POLICIES,
                  ContentType.IAM_POLICY,
                  asset -> policy(asset, hierarchy, sink),
                  sink));
    }
    clients.sideBySide(lists);
    return source;
  }

  private void list(List<String> some, ContentType content, Consumer<Asset> each, Sink sink) {
    boolean ofPolicies = content == ContentType.IAM_POLICY;
    Reading reading =
        new Reading(
            GoogleService.ASSET,
            clients.settings().endpoint(GoogleService.ASSET),
            source.id(),
            ofPolicies ? AssetTypes.POLICY : AssetTypes.kind(some.get(0)),
            AssetTypes.permission(ofPolicies),
            territory.parent(),
            territory.hierarchy().byId(territory.scope()));
    Listing.Outcome outcome;
    try {
      outcome = Territory.assets(clients, reading, some, content, assets -> assets.forEach(each));
    } catch (IOException e) {
      tell(reading.notOpened(e), some, ofPolicies, sink);
      return;
    }
    boolean oneTypeIsUnknown =
        outcome.read() == 0
            && outcome.refusal().map(Refusal::code).orElse(StatusCode.Code.OK)
                == StatusCode.Code.INVALID_ARGUMENT;
    if (oneTypeIsUnknown && some.size() > 1) {
      int half = some.size() / 2;
      list(some.subList(0, half), content, each, sink);
      list(some.subList(half, some.size()), content, each, sink);
      return;
    }
    outcome.gaps().forEach(gap -> tell(gap, some, ofPolicies, sink));
  }

  private static void tell(Gap gap, List<String> types, boolean ofPolicies, Sink sink) {
    if (ofPolicies) {
      sink.gap(gap);
    } else {
      types.forEach(type -> sink.gap(gap.also(AssetTypes.kind(type), gap.scope())));
    }
  }

  private void resource(Asset asset, Territory.Hierarchy hierarchy, Sink sink) {
    String above = asset.getResource().getParent();
    if (above.isEmpty() && asset.getAncestorsCount() > 0) {
      above = Territory.CRM + asset.getAncestors(0);
    }
    fact(
        sink,
        new Fact(
            AssetTypes.kind(asset.getAssetType()),
            hierarchy.byId(asset.getName()),
            above.isEmpty() ? null : hierarchy.byId(above),
            source.id(),
            Withheld.in(ProtoJson.struct(asset.getResource().getData()))));
  }

  private void policy(Asset asset, Territory.Hierarchy hierarchy, Sink sink) {
    if (!asset.hasIamPolicy()) {
      return;
    }
    String name = hierarchy.byId(asset.getName());
    RegoObject.Builder data =
        new RegoObject.Builder()
            .put("resource", name)
            .put("assetType", asset.getAssetType())
            .putAll(ProtoJson.of(asset.getIamPolicy()));
    fact(sink, new Fact(AssetTypes.POLICY, name + "/iamPolicy", name, source.id(), data.build()));
  }

  private void fact(Sink sink, Fact fact) {
    if (told.add(fact.id())) {
      sink.fact(fact);
    }
  }
}
