package dev.assay.attestation;

import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.input.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shape of {@code attestations.yaml}. A record that is wrong counts against the control it
 * names; one that names none is a mistake of the file.
 */
final class AttestationFile {
  private static final Set<String> KEYS =
      Set.of("id", "scope", "performed_on", "by", "evidence", "expires", "signature", "comment");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern URI = Pattern.compile("[a-z][a-z0-9+.-]*:[^\\s]+");

  private final Set<String> controls;
  private final List<Attestation> attestations = new ArrayList<>();
  private final Map<String, List<String>> malformed = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();
  private final Map<List<Object>, String> places = new HashMap<>();

  AttestationFile(Set<String> controls) {
    this.controls = controls;
  }

  List<Attestation> attestations() {
    return List.copyOf(attestations);
  }

  /** What is wrong with records, by the control that they name. */
  Map<String, List<String>> malformed() {
    return malformed;
  }

  /** Everything that is wrong, one line each. */
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /**
   * Reads all records.
   *
   * @throws InputException if the file is no list, or a record does not name a control
   */
  void read(Optional<YamlNode> document) throws InputException {
    for (YamlNode node : document.isEmpty() ? List.<YamlNode>of() : document.get().list()) {
      Map<String, YamlNode> keys = node.mapping();
      YamlNode idNode = node.required(keys, "id");
      String id = idNode.text();
      if (!controls.contains(id)) {
        throw idNode.error("no attested control \"" + id + "\"" + Nearest.hint(id, controls));
      }
      try {
        attestations.add(attestation(node, id));
      } catch (InputException e) {
        malformed.computeIfAbsent(id, i -> new ArrayList<>()).add(String.valueOf(e.getMessage()));
        mistakes.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private Attestation attestation(YamlNode node, String id) throws InputException {
    Map<String, YamlNode> keys = node.mapping(KEYS);
    YamlNode evidenceNode = node.required(keys, "evidence");
    Map<String, YamlNode> evidence = evidenceNode.mapping(Set.of("uri", "sha256"));
    YamlNode uri = evidenceNode.required(evidence, "uri");
    if (!URI.matcher(uri.text()).matches()) {
      throw uri.error("\"" + uri.text() + "\" is no URI; write where the evidence is, https://…");
    }
    YamlNode sha = evidenceNode.required(evidence, "sha256");
    if (!SHA256.matcher(sha.text()).matches()) {
      throw sha.error("sha256 takes 64 hex digits, as sha256sum writes them");
    }
    YamlNode expires = node.required(keys, "expires");
    YamlNode performed = node.required(keys, "performed_on");
    if (expires.date().isBefore(performed.date())) {
      throw expires.error("it expires before it was performed; write a later day");
    }
    YamlNode scope = node.required(keys, "scope");
    if (!scope.text().contains("/") && !scope.text().startsWith("*")) {
      throw scope.error(
          "\"" + scope.text() + "\" is no resource; write projects/ID, a resource, or a pattern");
    }
    Attestation attestation =
        new Attestation(
            node.place(),
            id,
            line(scope),
            performed.date(),
            line(node.required(keys, "by")),
            uri.text(),
            sha.text(),
            expires.date(),
            signature(keys.get("signature")));
    String other =
        places.putIfAbsent(List.of(id, attestation.scope(), performed.date()), node.place());
    if (other != null) {
      throw node.error("the same is attested at " + other + "; keep one of the two");
    }
    return attestation;
  }

  private static Optional<Attestation.Signed> signature(@Nullable YamlNode node)
      throws InputException {
    if (node == null) {
      return Optional.empty();
    }
    Map<String, YamlNode> keys = node.mapping(Set.of("key", "value"));
    return Optional.of(
        new Attestation.Signed(
            node.required(keys, "key").text(), node.required(keys, "value").text()));
  }

  private static String line(YamlNode node) throws InputException {
    if (node.text().lines().count() != 1) {
      throw node.error("expected one line");
    }
    return node.text();
  }
}
