package dev.assay.rulepack;

import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.rego.InputRead;
import dev.assay.rego.ModuleInfo;
import dev.assay.rego.Policy;
import dev.assay.rego.Query;
import dev.assay.rego.RuleInfo;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** From files to rules; gathers the mistakes of all of them. */
final class PackLoading {
  private static final String ROOT = "assay.rules.";

  private final List<PackFile> files;
  private final Predicate<PackFile> trusted;
  private final CompileOptions options;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param trusted files whose types were checked before
   * @param allTrusted whether nothing else is compiled with them
   */
  PackLoading(List<PackFile> files, Predicate<PackFile> trusted, boolean allTrusted) {
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
    return new RulePack(policy, Optional.empty(), rules, schemas, files, RulePack.digest(files));
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
      checkNeeds(file, header, checked, schemas);
    }
    String data = "data." + expected + ".";
    EntryPoints entries = new EntryPoints(module, packageOf(file));
    Optional<Query> applies = entries.value("applies").map(n -> policy.query(data + n));
    Optional<Query> unknown = entries.set("unknown").map(n -> policy.query(data + n));
    Query fail = entries.set("fail").map(n -> policy.query(data + n)).orElseThrow(entries::noFail);
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

  /** A gap in a kind that a rule looks at and does not need would go unseen. */
  private void checkNeeds(PackFile file, RuleHeader header, Checked checked, Schemas schemas) {
    Set<String> kinds = new TreeSet<>();
    for (String rule : checked.reads().keySet()) {
      kinds.addAll(Reach.of(checked, List.of(rule)).searched());
    }
    kinds.removeIf(Reach::isOfAnyKind);
    // What belongs to a resource, or has an id, is told apart by its kind.
    String code = file.text().replaceAll("(?m)^\\s*#.*$", "");
    schemas.kinds().stream().filter(k -> code.contains('"' + k + '"')).forEach(kinds::add);
    header.needs().forEach(kinds::remove);
    for (String kind : kinds) {
      problems.add(
          header.idPlace()
              + ": it looks at "
              + kind
              + ", and would not know what of it could not be read; add it to \"needs\"");
    }
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

  /** The rules of a module by which the audit enters it. */
  private record EntryPoints(ModuleInfo module, String place) {
    private static final List<Value> DATA =
        List.of(RegoString.of("resource"), RegoString.of("data"));

    Optional<String> set(String name) throws InputException {
      return entry(name, RuleInfo.Kind.SET, name + " contains \"…\" if { … }");
    }

    Optional<String> value(String name) throws InputException {
      return entry(name, RuleInfo.Kind.SINGLE_VALUE, name + " if { … }");
    }

    private Optional<String> entry(String name, RuleInfo.Kind kind, String like)
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
              + Nearest.to("fail", names)
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
