package dev.assay.rulepack;

import dev.assay.rego.Policy;
import dev.assay.rego.ast.RegoSource;
import dev.assay.snapshot.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Rules that were loaded, checked and compiled together: how a pack comes to be from files, all
 * mistakes told at once, and what can be asked of it.
 */
public final class RulePack {
  private final Policy policy;
  private final Optional<Policy> overSnapshot;
  private final List<Rule> rules;
  private final Schemas schemas;
  private final List<PackFile> files;
  private final String digest;

  RulePack(
      Policy policy,
      Optional<Policy> overSnapshot,
      List<Rule> rules,
      Schemas schemas,
      List<PackFile> files,
      String digest) {
    this.policy = policy;
    this.overSnapshot = overSnapshot;
    this.rules = List.copyOf(rules);
    this.schemas = schemas;
    this.files = List.copyOf(files);
    this.digest = digest;
  }

  /** The rules that come with Assay. */
  public static RulePack bundled() {
    return bundledWith(List.of());
  }

  /**
   * The rules that come with Assay, and those of the user's folders, which have the same shape:
   * {@code AREA/NAME/rule.rego}, {@code lib/NAME.rego}, {@code schema/KIND.json}. A folder with
   * Rego and no {@code rule.rego} holds policies over the whole snapshot, as conftest has them.
   *
   * @throws RulePackException with everything that is wrong in them
   */
  public static RulePack bundledWith(List<Path> folders) {
    return of(PackFile.bundled(), folders, true);
  }

  /** The same of rules that came with Assay once, and were kept in a folder. */
  public static RulePack keptWith(Path kept, List<Path> folders) {
    List<PackFile> files =
        PackFile.in(kept).stream()
            .map(f -> new PackFile("rules/" + f.path(), f.path(), f.text()))
            .toList();
    return of(files, folders, false);
  }

  private static RulePack of(List<PackFile> bundled, List<Path> folders, boolean checked) {
    List<PackFile> files = new ArrayList<>(bundled);
    List<PackFile> policies = new ArrayList<>();
    for (Path folder : folders) {
      List<PackFile> own = PackFile.in(folder);
      boolean rules =
          own.stream().noneMatch(PackFile::isModule) || own.stream().anyMatch(PackFile::isRule);
      (rules ? files : policies).addAll(own);
    }
    // What comes with Assay was checked when it was built; a test holds it to that.
    Set<PackFile> sure = checked ? Set.copyOf(bundled) : Set.of();
    boolean alone = checked && files.size() == bundled.size();
    RulePack pack = new PackLoading(files, sure::contains, alone).load();
    return policies.isEmpty() ? pack : pack.with(policies);
  }

  /**
   * The rules of one folder alone; they may use the libraries and schemas that come with Assay.
   *
   * @throws RulePackException as {@link #bundledWith}
   */
  public static RulePack only(Path folder) {
    return of(filesOf(folder));
  }

  /** How many rules come with Assay, and the first digits of their {@link #digest}. */
  public static String bundledVersion() {
    List<PackFile> files = PackFile.bundled();
    long rules = files.stream().filter(PackFile::isRule).count();
    return rules + ", SHA-256 " + digest(files).substring(0, 12);
  }

  /** The files that come with Assay. */
  public static List<PackFile> bundledFiles() {
    return PackFile.bundled();
  }

  /**
   * The files of one folder, and the libraries and schemas that come with Assay.
   *
   * @throws RulePackException if one cannot be read
   */
  public static List<PackFile> filesOf(Path folder) {
    List<PackFile> files = new ArrayList<>(PackFile.in(folder));
    Set<String> own = files.stream().map(PackFile::path).collect(Collectors.toSet());
    PackFile.bundled().stream()
        .filter(f -> f.path().startsWith("lib/") || f.path().startsWith("schema/"))
        .filter(f -> !own.contains(f.path()))
        .forEach(files::add);
    return files;
  }

  private RulePack with(List<PackFile> policies) {
    SnapshotPolicies own = SnapshotPolicies.of(policies, schemas.kinds());
    if (own.rules().isEmpty()) {
      throw new RulePackException(
          List.of(
              policies.get(0).name()
                  + ": no rule in this folder: a rule is AREA/NAME/rule.rego, or a set deny,"
                  + " violation or warn"));
    }
    List<Rule> all = new ArrayList<>(rules);
    all.addAll(own.rules());
    all.sort(Comparator.comparing(Rule::id));
    List<PackFile> both = new ArrayList<>(files);
    both.addAll(policies);
    return new RulePack(policy, Optional.of(own.policy()), all, schemas, files, digest(both));
  }

  /**
   * @throws RulePackException as {@link #bundledWith}
   */
  public static RulePack of(List<PackFile> files) {
    return new PackLoading(files, file -> false, false).load();
  }

  /** By id. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rule of an id, a former id, or a folder's name ({@code alloydb/automated_backups}). */
  public Optional<Rule> rule(String name) {
    return rules.stream()
        .filter(
            r -> r.id().equals(name) || r.aliases().contains(name) || r.info().name().equals(name))
        .findFirst();
  }

  /** The same pack with only some of its rules. */
  public RulePack select(Predicate<Rule> chosen) {
    List<Rule> some = rules.stream().filter(chosen).toList();
    return new RulePack(policy, overSnapshot, some, schemas, files, digest);
  }

  /**
   * The kinds that its rules look at: those that they need, and those that they or the libraries
   * that they use name.
   */
  public Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    rules.forEach(rule -> kinds.addAll(rule.needs()));
    if (rules.stream().anyMatch(rule -> rule.judgesSnapshot() && rule.needs().isEmpty())) {
      kinds.addAll(schemas.kinds());
    }
    for (PackFile file : modulesInUse()) {
      schemas.kinds().stream()
          .filter(kind -> file.text().contains('"' + kind + '"'))
          .forEach(kinds::add);
    }
    return kinds;
  }

  /** The code of the rules that judge the snapshot as a whole, if there are such rules. */
  public Optional<Policy> overSnapshot() {
    return overSnapshot;
  }

  /** The code of all rules that judge resource by resource, compiled. */
  public Policy policy() {
    return policy;
  }

  public Schemas schemas() {
    return schemas;
  }

  /** SHA-256 in hex over the paths and contents of all files that were loaded. */
  public String digest() {
    return digest;
  }

  /** All Rego of the pack, its {@code *_test.rego} too. */
  public List<RegoSource> sources() {
    return files.stream()
        .filter(f -> f.path().endsWith(".rego"))
        .map(f -> new RegoSource(f.name(), f.text()))
        .toList();
  }

  /** The files that were compiled: all Rego but its tests, in the order of their paths. */
  public List<PackFile> modules() {
    return files.stream().filter(PackFile::isModule).toList();
  }

  /** Those of them that its rules use, directly or not. */
  public List<PackFile> modulesInUse() {
    return ModulesInUse.of(this);
  }

  /**
   * Ends in an error that shows mistakes in files of this pack.
   *
   * @param problems as {@link RulePackException#problems}
   */
  public RulePackException refused(List<String> problems) {
    return new RulePackException(problems, files);
  }

  /** The cases of a rule's folder. */
  public Optional<PackFile> cases(Rule rule) {
    return files.stream()
        .filter(f -> f.path().equals(rule.info().name() + "/cases.yaml"))
        .findFirst();
  }

  static String digest(List<PackFile> files) {
    MessageDigest digest = Digests.sha256();
    for (PackFile file : files) {
      byte[] text = file.text().getBytes(StandardCharsets.UTF_8);
      digest.update((file.path() + "\0" + text.length + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(text);
    }
    return Digests.hex(digest);
  }
}
