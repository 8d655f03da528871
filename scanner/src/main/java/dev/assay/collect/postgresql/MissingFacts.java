package dev.assay.collect.postgresql;

import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import dev.assay.snapshot.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what could not be read of one database as gaps, each with its remedy. */
final class MissingFacts {
  /** Rows of one fact that tell of the same hidden field one by one; more are told together. */
  private static final int FEW = 20;

  private static final Pattern REFUSED =
      Pattern.compile("permission denied for (?:table|view|relation) (\\w+)");
  private static final String LOCKED =
      "Another session holds or awaits ACCESS EXCLUSIVE on the table; the scan does not wait.";
  private static final String TRUNCATED =
      "There are more than the scan may read in one transaction; this one was left out.";
  private static final String HIDDEN_FIELD = "denied:";
  private static final String SCAN_AGAIN = "Scan again when the table is free.";

  private final ConnectionTarget target;
  private final ResourceIds ids;
  private final Sink sink;

  MissingFacts(ConnectionTarget target, Sink sink) {
    this.target = target;
    this.ids = target.ids();
    this.sink = sink;
  }

  /** A fact that was not read, or not to its end. */
  void whole(FactQuery fact, Trouble trouble) {
    String place = target.place() + "/" + target.database();
    String message =
        trouble.cause() == Cause.UNREACHABLE
            ? "The connection to " + place + " was lost: " + trouble.message()
            : place + ": " + trouble.message();
    String scope = ids.scope(fact.scope());
    gap(fact.kind(), scope, trouble.cause(), message, remedy(fact, trouble));
  }

  /** What the role would need to see a fact of which it sees nothing. */
  Trouble hidden(FactQuery fact) {
    return new Trouble(
        Cause.DENIED, "", "hidden from role " + target.user() + "; it needs " + fact.needs());
  }

  /** What the rows of one fact lack, by their own account. */
  final class Rows implements AutoCloseable {
    private final FactQuery fact;
    private final Map<String, Integer> hidden = new TreeMap<>();
    private final Map<String, List<String>> scopes = new TreeMap<>();

    Rows(FactQuery fact) {
      this.fact = fact;
    }

    /**
     * @param account {@code CAUSE[:FIELD[ DETAIL]]}; null if nothing is missing
     */
    void row(String scope, @Nullable String account) {
      if (account != null && account.startsWith(HIDDEN_FIELD)) {
        if (hidden.merge(account, 1, Integer::sum) <= FEW) {
          scopes.computeIfAbsent(account, a -> new ArrayList<>()).add(scope);
        }
      } else if (account != null) {
        one(scope, account);
      }
    }

    /** What privileges hide of a field, of thousands of tables alike, has one cause and cure. */
    @Override
    public void close() {
      hidden.forEach(
          (account, count) -> {
            if (count <= FEW) {
              scopes.getOrDefault(account, List.of()).forEach(scope -> one(scope, account));
            } else {
              String field = account.substring(HIDDEN_FIELD.length()).split(" ", 2)[0];
              String message =
                  "Hidden from role %s in %d resources. It needs %s."
                      .formatted(target.user(), count, fact.needs());
              String scope = ids.scope(fact.scope());
              gap(fact.kind() + "." + field, scope, Cause.DENIED, message, grant(fact));
            }
          });
    }

    private void one(String scope, String account) {
      String[] parts = account.split(" ", 2);
      String[] what = parts[0].split(":", 2);
      // A field has a gap of its own kind: rules that read other fields are as sure as before.
      String kind = what.length > 1 ? fact.kind() + "." + what[1] : fact.kind();
      if (what[0].equals("locked")) {
        gap(kind, scope, Cause.LOCKED, LOCKED, SCAN_AGAIN);
      } else if (what[0].equals("truncated")) {
        gap(kind, scope, Cause.TRUNCATED, TRUNCATED, "");
      } else {
        String hidden = parts.length > 1 ? ": " + parts[1] : "";
        String message =
            "Hidden from role " + target.user() + hidden + ". It needs " + fact.needs() + ".";
        gap(kind, scope, Cause.DENIED, message, grant(fact));
      }
    }
  }

  private void gap(String kind, String scope, Cause cause, String message, String remedy) {
    sink.gap(new Gap(ids.database(), kind, scope, cause, message, remedy));
  }

  private String remedy(FactQuery fact, Trouble trouble) {
    return switch (trouble.cause()) {
      case DENIED -> grantFor(fact, trouble.message());
      case LOCKED -> SCAN_AGAIN;
      case TIMEOUT, UNREACHABLE -> "Scan again when the server is less busy or reachable.";
      case UNAVAILABLE, TRUNCATED, FAILED -> "";
    };
  }

  /** Who took a catalog from PUBLIC is told which one; the server's words name it. */
  private String grantFor(FactQuery fact, String message) {
    Matcher m = REFUSED.matcher(message);
    return m.find() && !fact.remedy().contains(m.group(1))
        ? "GRANT SELECT ON pg_catalog."
            + m.group(1)
            + " TO "
            + ConnectFailure.quoted(target.user())
            + ";"
        : grant(fact);
  }

  private String grant(FactQuery fact) {
    return fact.remedy().replace("{role}", ConnectFailure.quoted(target.user()));
  }
}
