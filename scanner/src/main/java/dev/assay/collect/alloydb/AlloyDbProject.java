package dev.assay.collect.alloydb;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutures;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ApiExceptions;
import com.google.cloud.alloydb.v1.AlloyDBAdminClient;
import com.google.cloud.alloydb.v1.Backup;
import com.google.cloud.alloydb.v1.Cluster;
import com.google.cloud.alloydb.v1.ClusterView;
import com.google.cloud.alloydb.v1.GetClusterRequest;
import com.google.cloud.alloydb.v1.GetInstanceRequest;
import com.google.cloud.alloydb.v1.Instance;
import com.google.cloud.alloydb.v1.InstanceView;
import com.google.cloud.alloydb.v1.ListBackupsResponse;
import com.google.cloud.alloydb.v1.ListClustersResponse;
import com.google.cloud.alloydb.v1.ListInstancesResponse;
import com.google.cloud.alloydb.v1.ListUsersResponse;
import com.google.cloud.alloydb.v1.User;
import com.google.protobuf.Message;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.Listing;
import dev.assay.collect.google.ProtoJson;
import dev.assay.collect.google.Reading;
import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the AlloyDB of one project: clusters, instances and backups side by side, each from all
 * locations at once; then the users of each cluster, because Google documents no wildcard for them.
 *
 * <p>Lists say all that there is to say but two things: how far back a cluster can be restored, and
 * the nodes of a read pool. Where there is such a thing it is asked for, one call each; when that
 * call fails the resource is still told, with a gap for the one field.
 */
final class AlloyDbProject {
  private static final String HOST = "//" + GoogleService.ALLOYDB.host() + "/";

  private final GoogleClients clients;
  private final AlloyDBAdminClient client;
  private final String source;
  private final String project;
  private final Sink sink;
  private final List<Gap> gaps = Collections.synchronizedList(new ArrayList<>());
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
    sideBySide(
        List.of(
            () ->
                Listing.read(
                    reading(AlloyDbKind.CLUSTER, project),
                    () -> client.listClusters(everywhere),
                    ListClustersResponse::getUnreachableList,
                    this::clusters),
            () ->
                Listing.read(
                    reading(AlloyDbKind.INSTANCE, project),
                    () -> client.listInstances(everywhere + "/clusters/-"),
                    ListInstancesResponse::getUnreachableList,
                    this::instances),
            () ->
                Listing.read(
                    reading(AlloyDbKind.BACKUP, project),
                    () -> client.listBackups(everywhere),
                    ListBackupsResponse::getUnreachableList,
                    this::backups)));
    // Clusters that could not be listed have users that cannot be asked for.
    for (Gap gap : List.copyOf(gaps)) {
      if (gap.kind().equals(AlloyDbKind.CLUSTER.kind())) {
        gaps.add(gap.also(AlloyDbKind.USER.kind(), gap.scope()));
      }
    }
    List<Callable<List<Gap>>> users = new ArrayList<>();
    for (String cluster : clusters) {
      users.add(
          () ->
              Listing.read(
                  reading(AlloyDbKind.USER, cluster),
                  () -> client.listUsers(cluster),
                  ListUsersResponse::getUnreachableList,
                  page -> users(cluster, page)));
    }
    sideBySide(users);
    tell();
  }

  private void clusters(List<Cluster> page) {
    List<Cluster> full =
        complete(
            page,
            cluster ->
                cluster.getContinuousBackupInfo().hasEnabledTime()
                    && !cluster.getContinuousBackupInfo().hasEarliestRestorableTime(),
            cluster ->
                client
                    .getClusterCallable()
                    .futureCall(
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
                client
                    .getInstanceCallable()
                    .futureCall(
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

  private void backups(List<Backup> page) {
    for (Backup backup : page) {
      fact(AlloyDbKind.BACKUP, backup.getName(), crm(backup.getName()), backup);
    }
  }

  private void users(String cluster, List<User> page) {
    for (User user : page) {
      fact(AlloyDbKind.USER, user.getName(), HOST + cluster, user);
    }
  }

  /** Asks for each item that lacks something, all at once; one that is not told stays as it is. */
  private <T> List<T> complete(
      List<T> page,
      Predicate<T> lacking,
      Function<T, ApiFuture<T>> ask,
      Function<T, Reading> reading) {
    List<ApiFuture<T>> answers = new ArrayList<>();
    for (T item : page) {
      answers.add(lacking.test(item) ? ask.apply(item) : ApiFutures.immediateFuture(item));
    }
    List<T> full = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      try {
        full.add(ApiExceptions.callAndTranslateApiException(answers.get(i)));
      } catch (ApiException e) {
        gaps.add(reading.apply(page.get(i)).failed(e, 0));
        full.add(page.get(i));
      }
    }
    return full;
  }

  private void fact(AlloyDbKind kind, String name, String parent, Message message) {
    namesOfProject.add(before(name, "/locations/"));
    String id = HOST + name;
    // A page may shift under the reader, and show a resource again.
    if (told.add(id)) {
      sink.fact(new Fact(kind.kind(), id, parent, source, ProtoJson.of(message)));
    }
  }

  /**
   * Tells the gaps. A project may be asked for by its number and answer with its id: what is
   * missing is then missing under both names.
   */
  private void tell() {
    String asked = HOST + project;
    for (Gap gap : gaps) {
      for (String name : namesOfProject) {
        String scope =
            gap.scope().equals(asked) || gap.scope().startsWith(asked + "/")
                ? HOST + name + gap.scope().substring(asked.length())
                : gap.scope();
        if (name.equals(project) || !scope.equals(gap.scope())) {
          sink.gap(gap.also(gap.kind(), scope));
        }
      }
    }
  }

  private void sideBySide(List<Callable<List<Gap>>> calls) {
    List<Future<List<Gap>>> running =
        calls.stream().map(call -> clients.threads().submit(call)).toList();
    try {
      for (Future<List<Gap>> call : running) {
        gaps.addAll(call.get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + project, e);
    } finally {
      running.forEach(call -> call.cancel(true));
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
