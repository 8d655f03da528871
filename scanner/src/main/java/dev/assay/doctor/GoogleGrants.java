package dev.assay.doctor;

import dev.assay.report.Gap;
import dev.assay.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scanner of Google Cloud, or one that connects to databases through it, lacks: permissions
 * by the project, folder, organization or billing account that refused them, with the smallest
 * predefined roles, and a custom role that holds just these permissions; APIs to enable; and what
 * no grant changes.
 */
final class GoogleGrants {
  /** As the collectors' gaps put it, also those of databases that Google lets nobody in to. */
  private static final Pattern GRANT =
      Pattern.compile(
          "Grant (\\S+), e\\.g\\. with (\\S+):"
              + " (gcloud [a-z -]+ add-iam-policy-binding \\S+( --project=\\S+)?) --member=.*");

  private static final Pattern ENABLE = Pattern.compile("gcloud services enable .*");

  private static final String SOME = "roles/recommender.";
  private static final String ALL = SOME + "viewer";

  /** What one resource refused. */
  private static final class Lack {
    final Set<String> permissions = new TreeSet<>();
    final Set<String> roles = new TreeSet<>();

    /** Who may see all recommendations need not be let see some. */
    List<String> fewest() {
      return roles.stream()
          .filter(role -> role.equals(ALL) || !role.startsWith(SOME) || !roles.contains(ALL))
          .toList();
    }
  }

  private final Map<String, Lack> byBinding = new TreeMap<>();
  private final Set<String> enable = new TreeSet<>();
  private final Set<String> other = new TreeSet<>();

  /** Whether a gap is told here. */
  static boolean tells(Gap gap) {
    return GRANT.matcher(gap.remedy()).matches() || ENABLE.matcher(gap.remedy()).matches();
  }

  GoogleGrants(Snapshot snapshot) {
    for (Gap gap : snapshot.gaps()) {
      Matcher m = GRANT.matcher(gap.remedy());
      boolean ofDatabase = !gap.source().startsWith("//");
      if (m.matches()) {
        Lack lack = byBinding.computeIfAbsent(m.group(3), b -> new Lack());
        lack.permissions.addAll(List.of(m.group(1).split(",", -1)));
        lack.roles.add(m.group(2));
      } else if (ENABLE.matcher(gap.remedy()).matches()) {
        enable.add(gap.remedy());
      } else if (!ofDatabase) {
        other.add(gap.message() + (gap.remedy().isEmpty() ? "" : " " + gap.remedy()));
      }
    }
  }

  /** The account of it; empty if nothing of Google Cloud is hidden. */
  String text() {
    if (byBinding.isEmpty() && enable.isEmpty() && other.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("# Google Cloud; MEMBER is who scans.\n");
    Set<String> all = new TreeSet<>();
    byBinding.forEach(
        (binding, lack) -> {
          all.addAll(lack.permissions);
          text.append("# Missing: ").append(String.join(" ", lack.permissions)).append('\n');
          for (String role : lack.fewest()) {
            text.append(binding).append(" --member=MEMBER --role=").append(role).append('\n');
          }
        });
    if (!all.isEmpty()) {
      text.append("# Or one role with just these permissions, to be bound in the same places:\n")
          .append(
              "# gcloud iam roles create assayScanner --organization=ORGANIZATION --permissions=")
          .append(String.join(",", named(all)))
          .append('\n');
    }
    enable.forEach(command -> text.append(command).append('\n'));
    other.forEach(
        message ->
            text.append("# No grant helps: ").append(message.replaceAll("\\s+", " ")).append('\n'));
    return text.toString();
  }

  /** Those that are permissions, not words about one. */
  private static List<String> named(Set<String> permissions) {
    List<String> names = new ArrayList<>(permissions);
    names.removeIf(name -> !name.matches("[a-zA-Z]+(\\.[a-zA-Z]+)+"));
    return names;
  }
}
