package dev.assay.rulepack;

import dev.assay.input.InputException;
import dev.assay.rego.InputRead;
import dev.assay.rego.ModuleInfo;
import dev.assay.rego.Policy;
import dev.assay.rego.Query;
import dev.assay.rego.ast.Annotation;
import dev.assay.rego.ast.Module;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.compile.CompileOptions;
import dev.assay.rego.parse.Parser;
import dev.assay.rego.types.Checked;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.snapshot.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private RulePack(
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
    RulePack pack = new Loading(files, sure::contains, alone).load();
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
    return new Loading(files, file -> false, false).load();
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

  /** From files to rules; gathers the mistakes of all of them. */
  private static final class Loading {
    private static final String ROOT = "assay.rules.";

    private final List<PackFile> files;
    private final Predicate<PackFile> trusted;
    private final CompileOptions options;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param trusted files whose types were checked before
     * @param allTrusted whether nothing else is compiled with them
     */
    Loading(List<PackFile> files, Predicate<PackFile> trusted, boolean allTrusted) {
      this.files = files;
      this.trusted = trusted;
      this.options = allTrusted ? CompileOptions.PLAIN.trusting() : CompileOptions.PLAIN;
    }

    RulePack load() {
      Schemas schemas = Schemas.of(files, problems);
      checkPlaces();
      Policy policy = compile(schemas);
      Documents documents = new Documents(schemas);
      List<Rule> rules = new ArrayList<>();
      Map<String, String> places = new HashMap<>();
      for (ModuleInfo module : policy.modules()) {
        PackFile file = fileOf(module);
        if (file.isRule()) {
          try {
            rules.add(rule(policy, module, file, schemas, documents, places));
          } catch (InputException e) {
            problems.add(e.getMessage());
          }
        }
      }
      if (!problems.isEmpty()) {
        throw new RulePackException(problems, files);
      }
      rules.sort(Comparator.comparing(Rule::id));
      return new RulePack(policy, Optional.empty(), rules, schemas, files, digest(files));
    }

    private void checkPlaces() {
      Map<String, PackFile> byPath = new HashMap<>();
      for (PackFile file : files) {
        PackFile other = byPath.put(file.path(), file);
        if (other != null) {
          problems.add(file.name() + ": " + other.name() + " is there already; take another name");
        }
      }
      for (PackFile file : files) {
        boolean rule = file.path().matches("[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)+/[^/]+");
        if (!rule && !file.folder().equals("schema") && !file.folder().equals("lib")) {
          problems.add(
              file.name()
                  + ": a rule is AREA/NAME/rule.rego, of small letters, digits and underscores;"
                  + " a library is lib/NAME.rego");
        } else if (rule && !byPath.containsKey(file.folder() + "/rule.rego")) {
          problems.add(file.name() + ": there is no rule.rego beside it");
        }
      }
    }

    private Policy compile(Schemas schemas) {
      List<RegoSource> sources = new ArrayList<>();
      for (PackFile file : files) {
        if (file.isModule()) {
          sources.add(new RegoSource(file.name(), file.text()));
        }
      }
      try {
        return Policy.compile(sources, options);
      } catch (RegoException e) {
        e.errors().forEach(error -> problems.add(error.toString()));
        checkHeaders(schemas);
        throw new RulePackException(problems, files);
      }
    }

    /** What is wrong in the headers of rules that do not compile together, too. */
    private void checkHeaders(Schemas schemas) {
      Map<String, String> places = new HashMap<>();
      for (PackFile file : files) {
        if (file.isRule()) {
          try {
            Optional<Module> module = parsed(file);
            if (module.isPresent()) {
              header(module.get().path(), module.get().annotations(), file, schemas, places);
            }
          } catch (InputException e) {
            problems.add(e.getMessage());
          }
        }
      }
    }

    /** A module by itself; what is wrong with it the compiler has told already. */
    private static Optional<Module> parsed(PackFile file) {
      try {
        return Optional.of(Parser.module(new RegoSource(file.name(), file.text())));
      } catch (RegoException e) {
        return Optional.empty();
      }
    }

    private List<PackFile> modules() {
      return files.stream().filter(PackFile::isModule).toList();
    }

    private PackFile fileOf(ModuleInfo module) {
      return files.stream()
          .filter(f -> f.name().equals(module.source().file()))
          .findFirst()
          .orElseThrow();
    }

    private Rule rule(
        Policy policy,
        ModuleInfo module,
        PackFile file,
        Schemas schemas,
        Documents documents,
        Map<String, String> places)
        throws InputException {
      RuleHeader header = header(module.path(), module.annotations(), file, schemas, places);
      String expected = ROOT + file.folder().replace('/', '.');
      if (!trusted.test(file)) {
        Checked checked = policy.check(module.path(), documents.of(header));
        for (RegoError error : checked.errors()) {
          problems.add(error.at().map(at -> at + ": ").orElse("") + error.message());
        }
      }
      String data = "data." + expected + ".";
      EntryPoints entries = new EntryPoints(module, packageOf(file));
      Optional<Query> applies = entries.value("applies").map(n -> policy.query(data + n));
      Optional<Query> unknown = entries.set("unknown").map(n -> policy.query(data + n));
      Query fail =
          entries.set("fail").map(n -> policy.query(data + n)).orElseThrow(entries::noFail);
      return new Rule(
          header.info(),
          header.confidence(),
          header.needs(),
          header.parameters(),
          header.seeds(),
          header.aliases(),
          header.deprecated(),
          header.managed(),
          file.name(),
          applies,
          fail,
          unknown,
          List.copyOf(entries.reads()),
          new Reaches(
              () -> policy.check(module.path(), documents.of(header)),
              data,
              () -> ModulesInUse.of(modules(), policy, List.of(file.name()))));
    }

    /** The header of a rule, whose id must be new. */
    private RuleHeader header(
        List<String> path,
        List<Annotation> annotations,
        PackFile file,
        Schemas schemas,
        Map<String, String> places)
        throws InputException {
      String name = file.folder();
      String expected = ROOT + name.replace('/', '.');
      if (!String.join(".", path).equals(expected)) {
        throw new InputException(
            "%s: package %s: the folder says %s"
                .formatted(packageOf(file), String.join(".", path), expected));
      }
      Annotation annotation =
          annotations.stream()
              .filter(a -> a.scope() == Annotation.Scope.PACKAGE)
              .findFirst()
              .orElseThrow(
                  () ->
                      new InputException(
                          packageOf(file)
                              + ": no METADATA above the package; see \"assay rules"
                              + " new\" for what belongs there"));
      RuleHeader header =
          RuleHeader.read(
              file.name(), file.text(), annotation.location().line(), name, schemas.kinds());
      List<String> ids = new ArrayList<>(header.aliases());
      ids.add(header.info().id());
      for (String id : ids) {
        String other = places.putIfAbsent(id, header.idPlace());
        if (other != null) {
          throw new InputException(header.idPlace() + ": the id " + id + " is taken by " + other);
        }
      }
      return header;
    }

    private static String packageOf(PackFile file) {
      List<String> lines = file.text().lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).startsWith("package ")) {
          return file.name() + ":" + (i + 1) + ":1";
        }
      }
      return file.name();
    }
  }

  private static String digest(List<PackFile> files) {
    MessageDigest digest = Digests.sha256();
    for (PackFile file : files) {
      byte[] text = file.text().getBytes(StandardCharsets.UTF_8);
      digest.update((file.path() + "\0" + text.length + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(text);
    }
    return Digests.hex(digest);
  }

  /** The rules of a module by which the audit enters it. */
  private record EntryPoints(ModuleInfo module, String place) {
    private static final List<Value> DATA =
        List.of(RegoString.of("resource"), RegoString.of("data"));

    Optional<String> set(String name) throws InputException {
      return entry(name, dev.assay.rego.RuleInfo.Kind.SET, name + " contains \"…\" if { … }");
    }

    Optional<String> value(String name) throws InputException {
      return entry(name, dev.assay.rego.RuleInfo.Kind.SINGLE_VALUE, name + " if { … }");
    }

    private Optional<String> entry(String name, dev.assay.rego.RuleInfo.Kind kind, String like)
        throws InputException {
      for (var definition : module.rules()) {
        if (definition.name().equals(name) && definition.kind() != kind) {
          throw new InputException(definition.location() + ": write " + like);
        }
      }
      return module.rules().stream().map(r -> r.name()).filter(name::equals).findFirst();
    }

    InputException noFail() {
      List<String> names = module.rules().stream().map(r -> r.name()).distinct().toList();
      return new InputException(
          place
              + ": the rule has no \"fail contains …\""
              + dev.assay.input.Nearest.to("fail", names)
                  .map(n -> ": did you mean it by \"" + n + "\"?")
                  .orElse(""));
    }

    /** The places of the resource's data that the rule may read. */
    Set<FieldPath> reads() {
      Set<FieldPath> paths = new TreeSet<>();
      for (var definition : module.rules()) {
        if (List.of("applies", "fail", "unknown").contains(definition.name())) {
          for (InputRead read : definition.inputReads()) {
            List<Value> path = read.path();
            if (path.size() > 2 && path.subList(0, 2).equals(DATA)) {
              paths.add(new FieldPath(path.subList(2, path.size())));
            }
          }
        }
      }
      return paths;
    }
  }
}
