package dev.assay.collect.files;

import dev.assay.input.InputException;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer says that its list lacks: further pages, and places that did not answer. A list
 * that is empty for that reason lacks it, too.
 */
final class RestGaps {
  private static final Pattern NODE =
      Pattern.compile("(//[^/]+/(?:projects|folders|organizations|billingAccounts)/[^/]+)/.*");
  private static final Pattern IN_PROJECT = Pattern.compile("projects/[^/]+(|/.*)");

  private RestGaps() {}

  /** Whether an answer is a list that is not whole. */
  static boolean in(RegoObject answer) {
    return hasMore(answer) || !silent(answer).isEmpty();
  }

  /**
   * @param asked the kind that the call or the list names, though no resource of it came
   * @param came the resources in the list
   * @throws InputException if something is missing, and nothing tells of what
   */
  static void read(
      String file,
      RegoObject answer,
      Optional<RestCall> call,
      Set<String> asked,
      List<Fact> came,
      Intake into)
      throws InputException {
    boolean more = hasMore(answer);
    List<String> silent = silent(answer);
    if (!more && silent.isEmpty()) {
      return;
    }
    Set<String> kinds = new TreeSet<>(asked);
    came.forEach(fact -> kinds.add(fact.kind()));
    for (String kind : kinds) {
      Set<String> scopes = call.isPresent() ? Set.of(scope(call.get())) : scopes(kind, came);
      if (scopes.isEmpty()) {
        throw new InputException(
            file
                + ": the list is not whole, and nothing tells whose it is; record the call with it:"
                + " {\"_request\": \"GET https://…\", \"_response\": {…}}");
      }
      for (String scope : scopes) {
        if (more) {
          into.gap(
              kind,
              scope,
              Gap.Cause.TRUNCATED,
              "the file holds one page of several",
              "record all pages, or use gcloud … list");
        }
        for (String place : silent) {
          into.gap(
              kind,
              within(scope, place),
              Gap.Cause.UNREACHABLE,
              (place.isEmpty() ? "some region" : place) + " did not answer",
              "record it again");
        }
      }
    }
  }

  private static boolean hasMore(RegoObject answer) {
    return !Tree.text(answer, "nextPageToken", "").isEmpty();
  }

  /** The places that did not answer; one without a name may be any. */
  private static List<String> silent(RegoObject answer) {
    List<String> places = new ArrayList<>(Tree.texts(answer, "unreachable"));
    places.addAll(Tree.texts(answer, "unreachables"));
    // Cloud SQL's way to say the same: {"code": "REGION_UNREACHABLE", "region": …}.
    for (Value warning : Tree.list(answer, "warnings")) {
      places.add(Tree.text(warning, "region", ""));
    }
    return places;
  }

  private static String scope(RestCall call) {
    return RestRefusal.scope(call.asset());
  }

  /** Where the resources lie that came: each in its project, as its service names it. */
  private static Set<String> scopes(String kind, List<Fact> came) {
    Set<String> scopes = new TreeSet<>();
    for (Fact fact : came) {
      if (fact.kind().equals(kind)) {
        Matcher node = NODE.matcher(fact.id());
        String parent = fact.parent();
        if (node.matches()) {
          scopes.add(node.group(1));
        } else if (parent != null) {
          scopes.add(parent);
        }
      }
    }
    return scopes;
  }

  /** A place by its name or in full, whose project may be told by its number. */
  private static String within(String scope, String place) {
    Matcher node = NODE.matcher(scope + "/");
    Matcher whole = IN_PROJECT.matcher(place);
    if (place.isEmpty() || !node.matches()) {
      return scope;
    }
    String where =
        whole.matches() ? whole.group(1) : "/locations/" + place.replaceFirst("^locations/", "");
    return node.group(1) + where.replaceFirst("/locations/-?(/.*)?$", "");
  }
}
