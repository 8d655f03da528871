package dev.assay.rego.builtin;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The built-in functions, of OPA's names and meaning
 * (https://www.openpolicyagent.org/docs/policy-reference/builtins). Operators are among them, under
 * the names that OPA gives them ({@code plus}, {@code lt}, {@code internal.member_2}).
 */
public final class Builtins {
  private static final Map<String, Builtin> ALL = index();

  private static final String NO_NETWORK = "policies have no access to the network";
  private static final String NO_ENVIRONMENT = "policies have no access to the environment";
  private static final String NOT_AUDITED = "it is no matter of an audit";

  private static final Map<String, String> REFUSED =
      Map.of(
          "http.send", NO_NETWORK,
          "net.lookup_ip_addr", NO_NETWORK,
          "opa.runtime", NO_ENVIRONMENT,
          "crypto.parse_private_keys", NOT_AUDITED);

  private static final Map<String, String> REFUSED_FAMILIES =
      Map.of(
          "crypto.x509.", NOT_AUDITED,
          "graphql.", NOT_AUDITED,
          "io.jwt.", NOT_AUDITED,
          "providers.aws.", NOT_AUDITED);

  /** Functions that OPA has left behind with Rego v0. */
  private static final Set<String> DEPRECATED =
      Set.of(
          "all",
          "any",
          "cast_array",
          "cast_boolean",
          "cast_null",
          "cast_object",
          "cast_set",
          "cast_string",
          "net.cidr_overlap",
          "re_match",
          "set_diff");

  private Builtins() {}

  /** Every function by its name. */
  public static Map<String, Builtin> all() {
    return ALL;
  }

  /** Whether only modules in Rego v0 may call it. */
  public static boolean isDeprecated(String name) {
    return DEPRECATED.contains(name);
  }

  /** Why a function that OPA has is not there; empty for all other names. */
  public static Optional<String> refused(String name) {
    return Optional.ofNullable(REFUSED.get(name))
        .or(
            () ->
                REFUSED_FAMILIES.entrySet().stream()
                    .filter(family -> name.startsWith(family.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst())
        .map(reason -> "not available in Assay: " + name + ", since " + reason);
  }

  private static Map<String, Builtin> index() {
    Map<String, Builtin> index = new LinkedHashMap<>();
    Stream.of(
            ComparisonBuiltins.builtins(),
            ArithmeticBuiltins.builtins(),
            AggregateBuiltins.builtins(),
            ArrayBuiltins.builtins(),
            SetBuiltins.builtins(),
            ObjectBuiltins.builtins(),
            StringBuiltins.builtins(),
            TypeBuiltins.builtins(),
            RegexBuiltins.builtins(),
            JsonBuiltins.builtins(),
            NumberBuiltins.builtins(),
            EncodingBuiltins.builtins(),
            UriBuiltins.builtins(),
            TimeBuiltins.builtins(),
            GlobBuiltins.builtins(),
            GraphBuiltins.builtins(),
            NetBuiltins.builtins(),
            SemverBuiltins.builtins(),
            UuidBuiltins.builtins(),
            List.of(Walk.builtin()))
        .flatMap(Collection::stream)
        .forEach(
            builtin -> {
              if (index.put(builtin.name(), builtin) != null) {
                throw new IllegalStateException("registered twice: " + builtin.name());
              }
            });
    return Collections.unmodifiableMap(index);
  }
}
