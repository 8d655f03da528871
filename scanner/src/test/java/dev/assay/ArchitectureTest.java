package dev.assay;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The rooms of the house and the doors between them. */
class ArchitectureTest {
  private static final JavaClasses ASSAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.assay");

  @Test
  void noCycleAmongPackages() {
    slices().matching("dev.assay.(**)").should().beFreeOfCycles().check(ASSAY);
  }

  @Test
  void regoKnowsNothingOfScanning() {
    classes()
        .that()
        .resideInAPackage("dev.assay.rego..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.assay.rego..",
            "java..",
            "javax.crypto..",
            "com.fasterxml.jackson.core..",
            "com.google.re2j..",
            "org.yaml.snakeyaml..",
            "org.jspecify..")
        .check(ASSAY);
  }

  @Test
  void reportsKnowNothingOfHowAnAuditIsMade() {
    noClasses()
        .that()
        .resideInAPackage("dev.assay.report..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.assay..").and(not(resideInAPackage("dev.assay.report.."))))
        .check(ASSAY);
  }

  @Test
  void nobodyDependsOnFixtures() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.fixtures..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.assay.fixtures..")
        .check(ASSAY);
  }

  @Test
  void theAuditHasNoClockAndNoNetwork() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.assay.audit..", "dev.assay.cases..", "dev.assay.rego..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.sql..")
        .check(ASSAY);
  }

  @Test
  void theWayOfTheDataIsOneWay() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.assay.snapshot..", "dev.assay.collect..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.assay.rulepack..", "dev.assay.audit..", "dev.assay.cli..")
        .check(ASSAY);
    noClasses()
        .that()
        .resideInAnyPackage("dev.assay.audit..", "dev.assay.rulepack..", "dev.assay.cases..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.assay.collect..", "dev.assay.cli..")
        .check(ASSAY);
  }
}
