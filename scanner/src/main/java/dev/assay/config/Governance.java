package dev.assay.config;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.signing.Ed25519;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a team says of an audit's findings.
 *
 * @param waivers the file of exceptions
 * @param mostDays how long a waiver may last; empty: as Assay has it
 * @param attestations the file of what people have done
 * @param controls a file with controls of the user's own
 * @param keys whose signatures of attestations count, by name
 * @param signed whether every attestation must be signed
 * @param baseline an earlier audit report to compare with
 */
public record Governance(
    Optional<Path> waivers,
    Optional<Integer> mostDays,
    Optional<Path> attestations,
    Optional<Path> controls,
    Map<String, PublicKey> keys,
    boolean signed,
    Optional<Path> baseline) {

  public static final Governance NONE =
      new Governance(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          false,
          Optional.empty());

  private static final int LONGEST = 3650;

  static Governance read(Path file, Map<String, YamlNode> root) throws InputException {
    Optional<Path> waivers = Optional.empty();
    Optional<Integer> mostDays = Optional.empty();
    YamlNode node = root.get("waivers");
    if (node != null) {
      YamlNode path = node;
      if (!node.isScalar()) {
        Map<String, YamlNode> keys = node.mapping(Set.of("file", "most_days"));
        path = node.required(keys, "file");
        if (keys.containsKey("most_days")) {
          mostDays = Optional.of(keys.get("most_days").integer(1, LONGEST));
        }
      }
      waivers = Optional.of(file.resolveSibling(path.text()));
    }
    Map<String, YamlNode> attestations = Map.of();
    YamlNode attestationsNode = root.get("attestations");
    Optional<Path> attested = Optional.empty();
    if (attestationsNode != null && attestationsNode.isScalar()) {
      attested = path(file, attestationsNode);
    } else if (attestationsNode != null) {
      attestations =
          attestationsNode.mapping(Set.of("file", "controls", "keys", "require_signature"));
      attested = path(file, attestations.get("file"));
    }
    YamlNode signed = attestations.get("require_signature");
    return new Governance(
        waivers,
        mostDays,
        attested,
        path(file, attestations.get("controls")),
        keys(attestations.get("keys")),
        signed != null && signed.bool(),
        path(file, root.get("baseline")));
  }

  private static Optional<Path> path(Path file, @Nullable YamlNode node) throws InputException {
    return node == null ? Optional.empty() : Optional.of(file.resolveSibling(node.text()));
  }

  private static Map<String, PublicKey> keys(@Nullable YamlNode node) throws InputException {
    Map<String, PublicKey> keys = new TreeMap<>();
    if (node != null) {
      for (Map.Entry<String, YamlNode> entry : node.mapping().entrySet()) {
        YamlNode key = entry.getValue();
        keys.put(
            entry.getKey(),
            Ed25519.publicKey(key.string())
                .orElseThrow(
                    () ->
                        key.error(
                            "no Ed25519 public key; write what openssl pkey -pubout writes")));
      }
    }
    return keys;
  }
}
