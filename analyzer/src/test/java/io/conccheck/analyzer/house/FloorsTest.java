package io.conccheck.analyzer.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.conccheck.analyzer.rules.Rule;
import org.junit.jupiter.api.Test;

/** Nothing imports upward, and no rule knows another. */
class FloorsTest {

  private final JavaClasses ours =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.conccheck.analyzer");

  @Test
  void floors() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("source")
        .definedBy("..analyzer.source..")
        .layer("types")
        .definedBy("..analyzer.types..")
        .layer("facts")
        .definedBy("..analyzer.facts..")
        .layer("rules")
        .definedBy("..analyzer.rules..")
        .layer("engine")
        .definedBy("..analyzer.engine..")
        .whereLayer("engine")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("rules")
        .mayOnlyBeAccessedByLayers("engine")
        .whereLayer("facts")
        .mayOnlyBeAccessedByLayers("rules", "engine")
        .whereLayer("types")
        .mayOnlyBeAccessedByLayers("facts", "rules", "engine")
        .check(ours);
  }

  @Test
  void onlyFindingsAndTheParser() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            "io.conccheck.analyzer..",
            "io.conccheck.findings..",
            "com.github.javaparser..",
            "com.google.auto.service..")
        .check(ours);
  }

  @Test
  void noRuleKnowsAnother() {
    classes()
        .that()
        .implement(Rule.class)
        .should(
            new ArchCondition<JavaClass>("use no other rule") {
              @Override
              public void check(JavaClass rule, ConditionEvents events) {
                rule.getDirectDependenciesFromSelf().stream()
                    .map(d -> d.getTargetClass())
                    .filter(t -> t.isAssignableTo(Rule.class) && !t.isInterface())
                    .filter(t -> !t.getName().startsWith(rule.getName()))
                    .forEach(
                        t ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    rule, rule.getName() + " uses " + t.getName())));
              }
            })
        .check(ours);
  }
}
