package dev.assay.collect.google;

import com.google.cloud.asset.v1.Asset;
import com.google.cloud.asset.v1.AssetServiceClient;
import com.google.cloud.asset.v1.ContentType;
import com.google.cloud.asset.v1.ListAssetsRequest;
import com.google.cloud.asset.v1.ListAssetsResponse;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.report.Gap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a project, folder or organization holds: its hierarchy, and the projects with databases.
 * Asked of Cloud Asset Inventory once, by whoever needs it first. A project that was named needs no
 * inventory to be known. Safe for several threads.
 *
 * <p>The inventory calls a project by its number, all others by its id. Here it has its id.
 */
public final class Territory {
  /** How ids of the resource hierarchy begin. */
  public static final String CRM = "//cloudresourcemanager.googleapis.com/";

  private static final String CRM_TYPE = "cloudresourcemanager.googleapis.com/";
  private static final List<String> HIERARCHY =
      List.of(CRM_TYPE + "Project", CRM_TYPE + "Folder", CRM_TYPE + "Organization");
  private static final String ALLOYDB = "alloydb.googleapis.com/";
  private static final List<String> DATABASES =
      List.of(ALLOYDB + "Cluster", ALLOYDB + "Backup", "sqladmin.googleapis.com/Instance");
  private static final Pattern IN_PROJECT = Pattern.compile("//[^/]+/(projects/[^/]+)(/.*)?");
  private static final Pattern BY_NUMBER = Pattern.compile("(//[^/]+/)(projects/[0-9]+)(/.*)?");
  private static final String LIST = "cloudasset.assets.listResource";

  private final GoogleClients clients;
  private final String parent;
  private final FutureTask<Hierarchy> hierarchy = new FutureTask<>(this::readHierarchy);
  private final FutureTask<Databases> databases = new FutureTask<>(this::readDatabases);

  /**
   * @param parent {@code projects/P}, {@code folders/N} or {@code organizations/N}
   */
  public Territory(GoogleClients clients, String parent) {
    this.clients = clients;
    this.parent = parent;
  }

  /**
   * A project, folder or organization.
   *
   * @param name {@code projects/ID}, {@code folders/N}, {@code organizations/N}
   * @param above what it lies in; {@code null} at the top
   * @param data what the inventory says of it; of what lies outside the territory little more than
   *     its name
   * @param within whether it belongs to the territory
   */
  public record Node(
      String kind, String name, @Nullable String above, RegoObject data, boolean within) {}

  /**
   * @param nodes by name, those above the territory too
   * @param ids project ids ({@code projects/ID}) by number ({@code projects/N})
   * @param gaps of {@code cloudresourcemanager.Project}, if it could not be read
   */
  public record Hierarchy(Map<String, Node> nodes, Map<String, String> ids, List<Gap> gaps) {
    /** The name with the project's id where it has its number. */
    public String byId(String assetName) {
      Matcher m = BY_NUMBER.matcher(assetName);
      String id = m.matches() ? ids.get(m.group(2)) : null;
      return id == null ? assetName : m.group(1) + id + (m.group(3) == null ? "" : m.group(3));
    }

    /** The folders and organizations above the territory. */
    public List<String> above() {
      return nodes.values().stream()
          .filter(n -> !n.within() && !n.name().startsWith("projects/"))
          .map(Node::name)
          .toList();
    }

    /** The organizations that the territory is, or lies in. */
    public List<String> organizations() {
      return nodes.keySet().stream().filter(n -> n.startsWith("organizations/")).toList();
    }
  }

  /**
   * @param alloyDb projects with AlloyDB clusters or backups
   * @param cloudSql projects with Cloud SQL instances
   * @param all projects with either
   * @param chains what each lies in, from itself upwards
   * @param gaps if they could not be found; of kind {@code cloudresourcemanager.Project}
   */
  public record Databases(
      SortedSet<String> alloyDb,
      SortedSet<String> cloudSql,
      SortedSet<String> all,
      Map<String, List<String>> chains,
      List<Gap> gaps) {}

  public String parent() {
    return parent;
  }

  /** The id of the territory as a whole, under which gaps are told. */
  public String scope() {
    return CRM + parent;
  }

  /** Reads projects, folders and organizations. */
  public Hierarchy hierarchy() {
    return GoogleClients.shared(hierarchy);
  }

  /** Finds the projects with databases. */
  public Databases databases() {
    return GoogleClients.shared(databases);
  }

  private Hierarchy readHierarchy() {
    List<Asset> assets = new ArrayList<>();
    List<Gap> gaps = list(HIERARCHY, ContentType.RESOURCE, assets);
    Map<String, Node> nodes = new TreeMap<>();
    Map<String, String> ids = new TreeMap<>();
    Map<String, List<String>> chains = new LinkedHashMap<>();
    for (Asset asset : assets) {
      RegoObject data = ProtoJson.struct(asset.getResource().getData());
      String name = asset.getName().substring(CRM.length());
      if (name.startsWith("projects/") && data.get("projectId") instanceof RegoString id) {
        ids.put(name, "projects/" + id.value());
        name = "projects/" + id.value();
      }
      String above = asset.getResource().getParent();
      nodes.put(
          name,
          new Node(
              kind(name),
              name,
              above.startsWith(CRM) ? above.substring(CRM.length()) : null,
              data,
              true));
      chains.put(name, asset.getAncestorsList());
    }
    // What is named as an ancestor and was not told itself lies outside, or was not reached.
    chains.putAll(chainsOfDatabases());
    chains.forEach((name, chain) -> complete(name, chain, nodes, ids));
    if (gaps.isEmpty() && !nodes.containsKey(parent) && !ids.containsKey(parent)) {
      // The inventory tells of what it is asked about, or it does not know it.
      gaps = List.of(reading().other(parent));
    }
    return new Hierarchy(nodes, ids, gaps);
  }

  /** Where the inventory was cut off, its databases still tell what they lie in. */
  private Map<String, List<String>> chainsOfDatabases() {
    return parent.startsWith("projects/") ? Map.of() : databases().chains();
  }

  private void complete(
      String name, List<String> chain, Map<String, Node> nodes, Map<String, String> ids) {
    boolean within = true;
    for (int i = 0; i < chain.size(); i++) {
      String each = i == 0 ? name : chain.get(i);
      if (i == 0 && each.startsWith("projects/")) {
        ids.putIfAbsent(chain.get(0), each);
      }
      String above = i + 1 < chain.size() ? chain.get(i + 1) : null;
      if (!nodes.containsKey(each)) {
        nodes.put(each, new Node(kind(each), each, above, bare(each), within));
      }
      within &= !each.equals(parent) && !chain.get(i).equals(parent);
    }
  }

  /** What is known of one that was only named. */
  private static RegoObject bare(String name) {
    return name.startsWith("projects/")
        ? RegoObject.of("projectId", RegoString.of(name.substring("projects/".length())))
        : RegoObject.of("name", RegoString.of(name));
  }

  private Databases readDatabases() {
    if (parent.startsWith("projects/")) {
      SortedSet<String> named = new TreeSet<>(Set.of(parent));
      return new Databases(named, named, named, Map.of(), List.of());
    }
    SortedSet<String> alloyDb = new TreeSet<>();
    SortedSet<String> cloudSql = new TreeSet<>();
    List<Asset> assets = new ArrayList<>();
    List<Gap> gaps = list(DATABASES, ContentType.CONTENT_TYPE_UNSPECIFIED, assets);
    Map<String, List<String>> chains = new TreeMap<>();
    for (Asset asset : assets) {
      Matcher m = IN_PROJECT.matcher(asset.getName());
      if (m.matches()) {
        chains.putIfAbsent(m.group(1), asset.getAncestorsList());
        (asset.getAssetType().startsWith(ALLOYDB) ? alloyDb : cloudSql).add(m.group(1));
      }
    }
    return new Databases(alloyDb, cloudSql, new TreeSet<>(chains.keySet()), chains, gaps);
  }

  private List<Gap> list(List<String> types, ContentType content, List<Asset> assets) {
    Reading reading = reading();
    try {
      return assets(clients, reading, types, content, assets::addAll).gaps();
    } catch (IOException e) {
      return List.of(reading.notOpened(e));
    }
  }

  private Reading reading() {
    return new Reading(
        GoogleService.ASSET,
        clients.settings().endpoint(GoogleService.ASSET),
        "//" + GoogleService.ASSET.host() + "/" + parent,
        "cloudresourcemanager.Project",
        LIST,
        parent,
        scope());
  }

  /**
   * Lists assets.
   *
   * @param each takes each page
   * @throws IOException if there is no client to ask with
   */
  public static Listing.Outcome assets(
      GoogleClients clients,
      Reading reading,
      List<String> types,
      ContentType content,
      Consumer<List<Asset>> each)
      throws IOException {
    AssetServiceClient client = clients.assets();
    ListAssetsRequest request =
        ListAssetsRequest.newBuilder()
            .setParent(reading.parent())
            .setContentType(content)
            .addAllAssetTypes(types)
            .setPageSize(1000)
            .build();
    Set<String> told = new LinkedHashSet<>();
    return Listing.read(
        reading,
        token -> {
          ListAssetsResponse page =
              clients.call(
                  GoogleService.ASSET,
                  "ListAssets",
                  client.listAssetsCallable(),
                  request.toBuilder().setPageToken(token).build());
          // A page may shift under the reader, and show an asset again.
          List<Asset> fresh =
              page.getAssetsList().stream().filter(a -> told.add(a.getName())).toList();
          return new Listing.Page<>(fresh, page.getNextPageToken(), List.of());
        },
        each);
  }

  private static String kind(String name) {
    return "cloudresourcemanager."
        + (name.startsWith("projects/")
            ? "Project"
            : name.startsWith("folders/") ? "Folder" : "Organization");
  }
}
