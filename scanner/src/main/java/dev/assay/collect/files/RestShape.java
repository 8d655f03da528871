package dev.assay.collect.files;

import com.google.cloud.alloydb.v1.Backup;
import com.google.cloud.alloydb.v1.Cluster;
import com.google.cloud.alloydb.v1.Instance;
import com.google.cloud.alloydb.v1.User;
import com.google.protobuf.Descriptors.Descriptor;
import dev.assay.collect.google.ProtoJson;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of {@code rest.yaml}: how a resource is recognised in a REST API's JSON. */
record RestShape(
    String kind,
    @Nullable String tag,
    @Nullable Pattern name,
    String host,
    List<String> fields,
    List<String> without,
    @Nullable String id,
    boolean below) {

  static final List<RestShape> ALL = all();

  /** AlloyDB writes enums as numbers to whoever asks so; these know the names. */
  private static final Map<String, Descriptor> MESSAGES =
      Map.of(
          "alloydb.Cluster", Cluster.getDescriptor(),
          "alloydb.Instance", Instance.getDescriptor(),
          "alloydb.Backup", Backup.getDescriptor(),
          "alloydb.User", User.getDescriptor());

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");
  private static final Pattern LINK =
      Pattern.compile("https?://[^/]+/(?:[a-z]+/)?(?:v[0-9a-z]+|sql/v[0-9a-z]+)/(projects/.*)");

  private static List<RestShape> all() {
    List<RestShape> shapes = new ArrayList<>();
    for (Value line : (RegoArray) Table.read("rest.yaml")) {
      String name = Tree.text(line, "name");
      shapes.add(
          new RestShape(
              Tree.text(line, "kind", ""),
              Tree.text(line, "tag"),
              name == null ? null : Pattern.compile(name.replace("*", "[^/]+")),
              Tree.text(line, "host", ""),
              Tree.texts(line, "fields"),
              Tree.texts(line, "without"),
              Tree.text(line, "id"),
              "above".equals(Tree.text(line, "parent"))));
    }
    return List.copyOf(shapes);
  }

  static Optional<RestShape> of(RegoObject data) {
    return ALL.stream().filter(shape -> shape.fits(data)).findFirst();
  }

  /** How a kind's name is told by its service. */
  static Optional<RestShape> ofKind(String kind) {
    return ALL.stream().filter(shape -> shape.kind.equals(kind)).findFirst();
  }

  private boolean fits(RegoObject data) {
    if (tag != null) {
      return tag.equals(Tree.text(data, "kind"));
    }
    if (name != null && !name.matcher(Tree.text(data, "name", "")).matches()) {
      return false;
    }
    return (fields.isEmpty() || fields.stream().anyMatch(f -> Tree.has(data, f)))
        && without.stream().noneMatch(f -> Tree.has(data, f));
  }

  /** Whether a resource of this shape would have that full name. */
  boolean names(String asset) {
    String template = id == null ? "//" + host + "/" : id;
    String names =
        name == null
            ? PLACEHOLDER.matcher(template).replaceAll("[^/]+")
            : "//" + Pattern.quote(host) + "/" + name.pattern();
    return asInventory(asset).matches(names);
  }

  /** Cloud SQL's API has another host than its resources have in Cloud Asset Inventory. */
  static String asInventory(String asset) {
    return asset.replaceFirst("^//sqladmin\\.", "//cloudsql.");
  }

  /** The data with enums by their names. */
  static RegoObject named(String kind, RegoObject data) {
    Descriptor message = MESSAGES.get(kind);
    return message == null ? data : ProtoJson.named(data, message);
  }

  /** The id; what the data lack for it stays a visible placeholder. */
  String idOf(RegoObject data) {
    if (id == null) {
      return "//" + host + "/" + Tree.text(data, "name", "");
    }
    Matcher placeholder = PLACEHOLDER.matcher(id);
    return placeholder.replaceAll(found -> Matcher.quoteReplacement(field(data, found.group(1))));
  }

  private static String field(RegoObject data, String field) {
    String link = Tree.text(data, "selfLink", "");
    Matcher path = LINK.matcher(link);
    if (field.equals("link")) {
      return path.matches() ? path.group(1) : "${selfLink}";
    }
    String value = Tree.text(data, field);
    if (value == null && field.equals("project")) {
      Matcher project = Pattern.compile(".*/?projects/([^/]+)/.*").matcher(link);
      return project.matches() ? project.group(1) : "${project}";
    }
    return value == null ? "${" + field + "}" : value;
  }

  /** What contains a resource of that id, for most the project; empty at the top. */
  static String parentOf(String id, boolean below) {
    if (below) {
      int last = id.lastIndexOf('/');
      return id.substring(0, id.lastIndexOf('/', last - 1));
    }
    Matcher above =
        Pattern.compile("//([^/]+)/((projects|folders|organizations)/[^/]+)/.*").matcher(id);
    return above.matches() ? Intake.CRM + above.group(2) : "";
  }

  void read(RegoObject data, Intake into) {
    String itsId = idOf(data);
    RegoObject clean = named(kind, data);
    into.fact(kind, itsId, parent(itsId, clean), clean);
  }

  private String parent(String itsId, RegoObject data) {
    if (!kind.equals("cloudresourcemanager.Project")) {
      return parentOf(itsId, below);
    }
    if (data.get("parent") instanceof RegoString v3) {
      return Intake.CRM + v3.value();
    }
    RegoObject v1 = Tree.object(data, "parent");
    return v1.size() == 0
        ? ""
        : Intake.CRM + Tree.text(v1, "type", "") + "s/" + Tree.text(v1, "id", "");
  }
}
