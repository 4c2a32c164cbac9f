package io.conccheck.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** From the ground up: pipeline and launch, report, doctor and demo, commands, Main. */
class FloorsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.conccheck.cli");

  @Test
  void nothingImportsUpward() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("pipeline")
        .definedBy("io.conccheck.cli.pipeline..")
        .layer("launch")
        .definedBy("io.conccheck.cli.launch..")
        .layer("report")
        .definedBy("io.conccheck.cli.report..")
        .layer("doctor")
        .definedBy("io.conccheck.cli.doctor..")
        .layer("demo")
        .definedBy("io.conccheck.cli.demo..")
        .layer("project")
        .definedBy("io.conccheck.cli.project..")
        .layer("commands")
        .definedBy("io.conccheck.cli.commands..")
        .layer("main")
        .definedBy("io.conccheck.cli")
        .whereLayer("main")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("commands")
        .mayOnlyBeAccessedByLayers("main")
        .whereLayer("project")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("demo")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("doctor")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("commands")
        .whereLayer("launch")
        .mayOnlyBeAccessedByLayers("commands", "doctor", "demo")
        .whereLayer("pipeline")
        .mayOnlyBeAccessedByLayers("commands", "demo", "report")
        .check(CLASSES);
  }

  @Test
  void aFormatNeverImportsAnother() {
    slices()
        .matching("io.conccheck.cli.report.(*)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  @Test
  void formatsAreFoundAsServicesAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.conccheck.cli.commands..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.conccheck.cli.report.*..")
        .check(CLASSES);
  }

  @Test
  void theAgentIsAFileOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.conccheck.agent..")
        .check(CLASSES);
  }
}
