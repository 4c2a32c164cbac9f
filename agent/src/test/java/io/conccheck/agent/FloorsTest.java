package io.conccheck.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.conccheck.agent.state.Stacks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The agent's floors: nothing imports upward, and some things are done in one place. */
class FloorsTest {

  private static final List<String> FLOORS =
      List.of("boot", "state", "spi", "weave", "detect", "out", "install");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.conccheck.agent");

  @TestFactory
  Stream<DynamicTest> nothingImportsUpward() {
    return FLOORS.stream()
        .map(floor -> DynamicTest.dynamicTest(floor, () -> upward(floor).check(CLASSES)));
  }

  private static ArchRule upward(String floor) {
    List<String> above = new ArrayList<>(List.of("io.conccheck.agent"));
    for (String f : FLOORS.subList(FLOORS.indexOf(floor) + 1, FLOORS.size())) {
      above.add("io.conccheck.agent." + f + "..");
    }
    return noClasses()
        .that()
        .resideInAPackage("io.conccheck.agent." + floor + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above.toArray(String[]::new))
        .allowEmptyShould(true);
  }

  @Test
  void noDetectorKnowsAnother() {
    slices()
        .matching("io.conccheck.agent.detect.(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /** The JVM may die of it while classes are redefined: see {@link Stacks}. */
  @Test
  void stacksOfOtherThreadsAreTakenInOnePlace() {
    noClasses()
        .that()
        .areNotAssignableTo(Stacks.class)
        .should()
        .callMethod(Thread.class, "getStackTrace")
        .check(CLASSES);
  }
}
