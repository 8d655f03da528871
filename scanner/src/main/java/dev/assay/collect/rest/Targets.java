package dev.assay.collect.rest;

import dev.assay.collect.google.Territory;
import dev.assay.rego.value.RegoObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What there is to ask for, as far as it is known yet. Each entry is a list of alternatives of
 * which one answer is enough. Safe for several threads.
 */
final class Targets {
  private static final String CRM = Territory.CRM;
  private static final String ALLOYDB = "//alloydb.googleapis.com/";
  private static final Pattern CLUSTER =
      Pattern.compile("(projects/[^/]+)/locations/([^/]+)/clusters/([^/]+)");

  private final Map<Over, Map<String, List<Target>>> known = new EnumMap<>(Over.class);

  synchronized List<List<Target>> of(Over over) {
    List<List<Target>> all = new ArrayList<>();
    known.getOrDefault(over, Map.of()).values().forEach(list -> all.add(List.copyOf(list)));
    return all;
  }

  /** What is known from the start. */
  synchronized void of(
      Territory territory, Territory.Hierarchy hierarchy, Territory.Databases databases) {
    add(
        Over.TERRITORY,
        territory.parent(),
        new Target(
            Map.of("scope", territory.parent()), territory.parent(), List.of(territory.scope())));
    for (String project : databases.all()) {
      add(Over.PROJECT, project, project(project, Map.of()));
    }
    for (String project : databases.alloyDb()) {
      add(Over.ALLOYDB_PROJECT, project, project(project, Map.of()));
    }
    for (String project : databases.cloudSql()) {
      add(Over.SQL_PROJECT, project, project(project, Map.of()));
    }
    for (String node : hierarchy.above()) {
      Map<String, String> names =
          Map.of("node", node, "escaped", Endpoint.segment(node), "type", node.split("/", -1)[0]);
      add(Over.ABOVE, node, new Target(names, node, List.of(CRM + node)));
    }
    for (String organization : hierarchy.organizations()) {
      add(
          Over.ORGANIZATION,
          organization,
          new Target(
              Map.of("organization", organization), organization, List.of(CRM + organization)));
    }
  }

  /** What an item of a list adds. */
  synchronized void feed(Endpoint endpoint, Map<String, String> names, RegoObject item) {
    String project = names.get("project");
    if (endpoint.equals(Endpoints.PLACES)) {
      Matcher m = CLUSTER.matcher(Endpoint.text(item, "name"));
      if (m.matches()) {
        cluster(m.group(1), m.group(2), m.group(3));
      }
    } else if (endpoint.kind().equals(Endpoints.SQL_INSTANCE) && project != null) {
      instance("projects/" + project, item);
    } else if (endpoint.kind().equals(Endpoints.BILLING_INFO) && project != null) {
      account("projects/" + project, Endpoint.text(item, "billingAccountName"));
    } else if (endpoint.kind().equals(Endpoints.PERIMETERS_POLICY)) {
      String policy = Endpoint.text(item, "name");
      String organization = names.getOrDefault("organization", "");
      add(
          Over.ACCESS_POLICY,
          policy,
          new Target(
              Map.of("policy", policy, "organization", organization),
              organization,
              List.of(CRM + organization)));
    }
  }

  private void cluster(String project, String location, String cluster) {
    Target place = project(project, Map.of("location", location));
    add(Over.ALLOYDB_LOCATION, project + "/" + location, place);
    List<Target> here = list(Over.ONE_PER_LOCATION, location);
    if (!here.contains(place)) {
      here.add(place);
    }
    String name = project + "/locations/" + location + "/clusters/" + cluster;
    Map<String, String> names = new TreeMap<>(place.names());
    names.put("cluster", cluster);
    add(Over.CLUSTER, name, new Target(names, project, List.of(ALLOYDB + name)));
  }

  private void instance(String project, RegoObject item) {
    String name = Endpoint.text(item, "name");
    String region = Endpoint.text(item, "region");
    add(Over.SQL_LOCATION, project + "/" + region, project(project, Map.of("location", region)));
    if (Endpoint.text(item, "databaseVersion").startsWith("POSTGRES")) {
      Target target = project(project, Map.of("instance", name));
      add(
          Over.SQL_POSTGRES,
          project + "/" + name,
          new Target(
              target.names(),
              project,
              List.of("//cloudsql.googleapis.com/" + project + "/instances/" + name)));
    }
  }

  /** A billing account that cannot be read is missing in each project that it pays for. */
  private void account(String project, String name) {
    if (name.isEmpty()) {
      return;
    }
    List<Target> same = list(Over.ACCOUNT, name);
    List<String> scopes = new ArrayList<>();
    same.forEach(target -> scopes.addAll(target.scopes()));
    scopes.add(CRM + project);
    same.clear();
    same.add(new Target(Map.of("account", name.substring(name.indexOf('/') + 1)), name, scopes));
  }

  private static Target project(String project, Map<String, String> more) {
    Map<String, String> names = new TreeMap<>(more);
    names.put("project", project.substring("projects/".length()));
    return new Target(names, project, List.of(CRM + project));
  }

  private List<Target> list(Over over, String key) {
    return known
        .computeIfAbsent(over, o -> new LinkedHashMap<>())
        .computeIfAbsent(key, k -> new ArrayList<>());
  }

  private void add(Over over, String key, Target target) {
    List<Target> list = list(over, key);
    if (list.isEmpty()) {
      list.add(target);
    }
  }
}
