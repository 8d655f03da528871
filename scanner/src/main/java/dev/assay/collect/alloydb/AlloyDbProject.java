package dev.assay.collect.alloydb;

import com.google.api.gax.rpc.UnaryCallable;
import com.google.cloud.alloydb.v1.AlloyDBAdminClient;
import com.google.cloud.alloydb.v1.Backup;
import com.google.cloud.alloydb.v1.Cluster;
import com.google.cloud.alloydb.v1.ClusterView;
import com.google.cloud.alloydb.v1.GetClusterRequest;
import com.google.cloud.alloydb.v1.GetInstanceRequest;
import com.google.cloud.alloydb.v1.Instance;
import com.google.cloud.alloydb.v1.InstanceView;
import com.google.cloud.alloydb.v1.ListBackupsRequest;
import com.google.cloud.alloydb.v1.ListBackupsResponse;
import com.google.cloud.alloydb.v1.ListClustersRequest;
import com.google.cloud.alloydb.v1.ListClustersResponse;
import com.google.cloud.alloydb.v1.ListInstancesRequest;
import com.google.cloud.alloydb.v1.ListInstancesResponse;
import com.google.cloud.alloydb.v1.ListUsersRequest;
import com.google.cloud.alloydb.v1.ListUsersResponse;
import com.google.protobuf.Message;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.Listing;
import dev.assay.collect.google.Listing.Page;
import dev.assay.collect.google.ProtoJson;
import dev.assay.collect.google.Reading;
import dev.assay.collect.google.RefusedException;
import dev.assay.collect.google.RestClient;
import dev.assay.collect.google.Withheld;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Reads the AlloyDB of one project: clusters, instances and backups side by side, each from all
 * locations at once; then the users of each cluster, because Google documents no wildcard for them.
 *
 * <p>Lists say all that there is to say but two things: how far back a cluster can be restored, and
 * the nodes of a read pool. Where there is such a thing it is asked for, one call each; when that
 * call fails the resource is still told, with a gap for the one field. A resource with fields that
 * are newer than the client's library is asked for again, as JSON.
 */
final class AlloyDbProject {
  private static final String HOST = "//" + GoogleService.ALLOYDB.host() + "/";

  private final GoogleClients clients;
  private final AlloyDBAdminClient client;
  private final String source;
  private final String project;
  private final Sink sink;
  private final List<Gap> gaps = Collections.synchronizedList(new ArrayList<>());
  private final List<Runnable> later = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> clusters = new ConcurrentSkipListSet<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Set<String> namesOfProject = new ConcurrentSkipListSet<>();

  AlloyDbProject(
      GoogleClients clients, AlloyDBAdminClient client, String source, String project, Sink sink) {
    this.clients = clients;
    this.client = client;
    this.source = source;
    this.project = project;
    this.sink = sink;
    namesOfProject.add(project);
  }

  void read() {
    String everywhere = project + "/locations/-";
    clients.sideBySide(
        List.of(
            () -> listClusters(everywhere),
            () -> listInstances(everywhere + "/clusters/-"),
            () -> listBackups(everywhere)));
    // Clusters that could not be listed have users that cannot be asked for.
    for (Gap gap : List.copyOf(gaps)) {
      if (gap.kind().equals(AlloyDbKind.CLUSTER.kind())) {
        gaps.add(gap.also(AlloyDbKind.USER.kind(), gap.scope()));
      }
    }
    clients.sideBySide(
        clusters.stream().map(cluster -> (Runnable) () -> listUsers(cluster)).toList());
    clients.sideBySide(List.copyOf(later));
    tell();
  }

  private void listClusters(String parent) {
    ListClustersRequest request = ListClustersRequest.newBuilder().setParent(parent).build();
    list(
        reading(AlloyDbKind.CLUSTER, project),
        token -> {
          ListClustersResponse page =
              call(
                  "ListClusters",
                  client.listClustersCallable(),
                  request.toBuilder().setPageToken(token).build());
          return new Page<>(
              page.getClustersList(), page.getNextPageToken(), page.getUnreachableList());
        },
        this::clusters);
  }

  private void listInstances(String parent) {
    ListInstancesRequest request = ListInstancesRequest.newBuilder().setParent(parent).build();
    list(
        reading(AlloyDbKind.INSTANCE, project),
        token -> {
          ListInstancesResponse page =
              call(
                  "ListInstances",
                  client.listInstancesCallable(),
                  request.toBuilder().setPageToken(token).build());
          return new Page<>(
              page.getInstancesList(), page.getNextPageToken(), page.getUnreachableList());
        },
        this::instances);
  }

  private void listBackups(String parent) {
    ListBackupsRequest request = ListBackupsRequest.newBuilder().setParent(parent).build();
    list(
        reading(AlloyDbKind.BACKUP, project),
        token -> {
          ListBackupsResponse page =
              call(
                  "ListBackups",
                  client.listBackupsCallable(),
                  request.toBuilder().setPageToken(token).build());
          return new Page<>(
              page.getBackupsList(), page.getNextPageToken(), page.getUnreachableList());
        },
        page -> page.forEach(this::backup));
  }

  private void listUsers(String cluster) {
    ListUsersRequest request = ListUsersRequest.newBuilder().setParent(cluster).build();
    list(
        reading(AlloyDbKind.USER, cluster),
        token -> {
          ListUsersResponse page =
              call(
                  "ListUsers",
                  client.listUsersCallable(),
                  request.toBuilder().setPageToken(token).build());
          return new Page<>(
              page.getUsersList(), page.getNextPageToken(), page.getUnreachableList());
        },
        page -> page.forEach(user -> fact(AlloyDbKind.USER, user.getName(), HOST + cluster, user)));
  }

  private void clusters(List<Cluster> page) {
    List<Cluster> full =
        complete(
            page,
            cluster ->
                cluster.getContinuousBackupInfo().hasEnabledTime()
                    && !cluster.getContinuousBackupInfo().hasEarliestRestorableTime(),
            cluster ->
                call(
                    "GetCluster",
                    client.getClusterCallable(),
                    GetClusterRequest.newBuilder()
                        .setName(cluster.getName())
                        .setView(ClusterView.CLUSTER_VIEW_CONTINUOUS_BACKUP)
                        .build()),
            cluster ->
                reading(
                    "alloydb.Cluster.continuousBackupInfo.earliestRestorableTime",
                    "alloydb.clusters.get",
                    cluster.getName()));
    for (Cluster cluster : full) {
      clusters.add(cluster.getName());
      fact(AlloyDbKind.CLUSTER, cluster.getName(), crm(cluster.getName()), cluster);
    }
  }

  private void instances(List<Instance> page) {
    List<Instance> full =
        complete(
            page,
            instance ->
                instance.getInstanceType() == Instance.InstanceType.READ_POOL
                    && instance.getNodesCount() == 0,
            instance ->
                call(
                    "GetInstance",
                    client.getInstanceCallable(),
                    GetInstanceRequest.newBuilder()
                        .setName(instance.getName())
                        .setView(InstanceView.INSTANCE_VIEW_FULL)
                        .build()),
            instance ->
                reading("alloydb.Instance.nodes", "alloydb.instances.get", instance.getName()));
    for (Instance instance : full) {
      String cluster = before(instance.getName(), "/instances/");
      fact(AlloyDbKind.INSTANCE, instance.getName(), HOST + cluster, instance);
    }
  }

  private void backup(Backup backup) {
    fact(AlloyDbKind.BACKUP, backup.getName(), crm(backup.getName()), backup);
  }

  /** Asks for each item that lacks something, all at once; one that is not told stays as it is. */
  private <T> List<T> complete(
      List<T> page, Predicate<T> lacking, UnaryOperator<T> ask, Function<T, Reading> reading) {
    List<T> full = Collections.synchronizedList(new ArrayList<>(page));
    List<Runnable> questions = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      int place = i;
      T item = page.get(i);
      if (lacking.test(item)) {
        questions.add(
            () -> {
              try {
                full.set(place, ask.apply(item));
              } catch (RefusedException e) {
                gaps.add(reading.apply(item).failed(e.refusal(), 0));
              }
            });
      }
    }
    clients.sideBySide(questions);
    return full;
  }

  private <T> void list(Reading reading, Listing.Pages<T> pages, Consumer<List<T>> each) {
    gaps.addAll(Listing.read(reading, pages, each).gaps());
  }

  private <Q, R> R call(String method, UnaryCallable<Q, R> callable, Q request) {
    return clients.call(GoogleService.ALLOYDB, method, callable, request);
  }

  private void fact(AlloyDbKind kind, String name, String parent, Message message) {
    namesOfProject.add(before(name, "/locations/"));
    String id = HOST + name;
    // A page may shift under the reader, and show a resource again.
    if (!told.add(id)) {
      return;
    }
    if (ProtoJson.isWhole(message)) {
      sink.fact(new Fact(kind.kind(), id, parent, source, ProtoJson.of(message)));
    } else {
      later.add(
          () -> sink.fact(new Fact(kind.kind(), id, parent, source, raw(kind, name, message))));
    }
  }

  /**
   * A resource of which the client's library has no names for some fields, as JSON, which has them.
   * Passwords are in no answer of AlloyDB's; a field named for one is withheld all the same.
   */
  private RegoObject raw(AlloyDbKind kind, String name, Message message) {
    Reading reading =
        new Reading(
            GoogleService.ALLOYDB_JSON,
            clients.settings().endpoint(GoogleService.ALLOYDB_JSON),
            source,
            kind.kind() + ".unknownFields",
            kind.permission().replace(".list", ".get"),
            name,
            HOST + name);
    try {
      RegoObject answer =
          clients
              .rest(GoogleService.ALLOYDB_JSON)
              .ask(new RestClient.Question("get", "v1/" + name, kind.view(), Optional.empty()));
      if (answer.get("name") instanceof RegoString told && told.value().equals(name)) {
        return Withheld.in(ProtoJson.named(answer, message.getDescriptorForType()));
      }
      gaps.add(reading.other(name));
    } catch (RefusedException e) {
      gaps.add(reading.failed(e.refusal(), 0));
    } catch (IOException e) {
      gaps.add(reading.notOpened(e));
    }
    return ProtoJson.of(message);
  }

  /**
   * Tells the gaps. A project may be asked for by its number and answer with its id, or the
   * reverse: what is missing is then missing under all its names.
   */
  private void tell() {
    for (Gap gap : gaps) {
      String within = gap.scope().substring(HOST.length()).replaceFirst("^projects/[^/]+", "");
      for (String name : namesOfProject) {
        sink.gap(gap.also(gap.kind(), HOST + name + within));
      }
    }
  }

  private Reading reading(AlloyDbKind kind, String parent) {
    return reading(kind.kind(), kind.permission(), parent);
  }

  private Reading reading(String kind, String permission, String parent) {
    return new Reading(
        GoogleService.ALLOYDB,
        clients.settings().endpoint(GoogleService.ALLOYDB),
        source,
        kind,
        permission,
        parent,
        HOST + parent);
  }

  private static String crm(String name) {
    return "//cloudresourcemanager.googleapis.com/" + before(name, "/locations/");
  }

  private static String before(String name, String separator) {
    int end = name.indexOf(separator);
    return end < 0 ? name : name.substring(0, end);
  }
}
