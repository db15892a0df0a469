package decisive.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What no module-info can say: which way packages of a module depend on each other, and what keeps
 * results the same everywhere.
 */
class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("decisive");

  private static final String[] LIBRARIES = {
    "decisive.tensor..",
    "decisive.autograd..",
    "decisive.nn..",
    "decisive.memory..",
    "decisive.datasets..",
    "decisive.experiments.."
  };

  private static final ArchRule NO_CYCLES =
      slices().matching("decisive.(**)").should().beFreeOfCycles();

  private static final ArchRule SIMD_IS_PROBED =
      noClasses()
          .that()
          .resideOutsideOfPackage("decisive.tensor.kernels.simd..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("decisive.tensor.kernels.simd..", "jdk.incubator..")
          .because("without the Vector API's module the rest must load");

  private static final ArchRule STRICT_MATH =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARIES)
          .should()
          .accessTargetWhere(inexactMath())
          .because("Math's transcendentals may differ between JDKs; use StrictMath");

  private static final ArchRule SEEDED =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARIES)
          .should()
          .dependOnClassesThat(
              nameMatching("java\\.util\\.(Random|SplittableRandom|random\\..*)")
                  .or(nameMatching("java\\.util\\.concurrent\\.ThreadLocalRandom")))
          .because("randomness comes from decisive.tensor.random.Generator");

  private static final ArchRule ONE_IMAGE_READER =
      noClasses()
          .that()
          .resideOutsideOfPackage("decisive.datasets.image..")
          .and()
          .doNotHaveFullyQualifiedName("decisive.datasets.ContactSheet")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javax.imageio..")
          .because("images are read by ImageFile and written by ContactSheet.png");

  private static final ArchRule QUIET =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARIES)
          .should()
          .accessField(System.class, "out")
          .because("a library returns its results; the command prints them");

  private static final ArchRule SAME_EVERYWHERE =
      noClasses()
          .should()
          .accessTargetWhere(usersDefaults())
          .because("texts and files are the same in every locale, charset and time zone");

  private static final ArchRule NAMED =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .because("a file is named after the concept it holds");

  @TestFactory
  Stream<DynamicTest> everyRuleHolds() {
    return Stream.of(
            NO_CYCLES,
            SIMD_IS_PROBED,
            STRICT_MATH,
            SEEDED,
            ONE_IMAGE_READER,
            QUIET,
            SAME_EVERYWHERE,
            NAMED)
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(HOUSE)));
  }

  @Test
  void theRulesSeeEveryLibrary() {
    List<String> libraries =
        List.of(
            "tensor", "autograd", "nn", "memory", "datasets", "experiments", "tutorials", "cli");
    assertEquals(
        libraries,
        libraries.stream().filter(name -> HOUSE.containPackage("decisive." + name)).toList());
    assertTrue(HOUSE.that(resideInAPackage("decisive.tensor.kernels.simd")).size() > 0);
  }

  /** Rules that could not fail would be worth nothing. */
  @Test
  void violationsAreFound() {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class, SomeUtils.class);
    for (ArchRule rule : List.of(everywhere(inexactMath()), SAME_EVERYWHERE, NAMED)) {
      assertThrows(AssertionError.class, () -> rule.check(offender), rule.getDescription());
    }
    ArchRule unseeded =
        noClasses().should().dependOnClassesThat(nameMatching("java\\.util\\.Random"));
    assertThrows(AssertionError.class, () -> unseeded.check(offender));
    AssertionError report =
        assertThrows(AssertionError.class, () -> everywhere(inexactMath()).check(offender));
    assertTrue(report.getMessage().contains("Math.exp("), report.getMessage());
    assertTrue(report.getMessage().contains("Math.tanh("), report.getMessage());
    assertTrue(report.getMessage().contains("Math.random("), report.getMessage());
  }

  private static ArchRule everywhere(DescribedPredicate<JavaAccess<?>> access) {
    return noClasses().should().accessTargetWhere(access);
  }

  /** Calls whose result depends on the user's locale, charset or time zone. */
  private static DescribedPredicate<JavaAccess<?>> usersDefaults() {
    Set<String> calls =
        Set.of(
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream, boolean)",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.io.ByteArrayOutputStream.toString()",
            "java.io.FileReader.<init>(java.io.File)",
            "java.io.FileReader.<init>(java.lang.String)",
            "java.io.FileWriter.<init>(java.io.File)",
            "java.io.FileWriter.<init>(java.lang.String)",
            "java.util.Scanner.<init>(java.io.InputStream)",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.ZoneId.systemDefault()",
            "java.util.TimeZone.getDefault()",
            "java.util.Locale.getDefault()",
            "java.text.NumberFormat.getInstance()",
            "java.text.DecimalFormat.<init>(java.lang.String)");
    return DescribedPredicate.describe(
        "the user's defaults", access -> calls.contains(access.getTarget().getFullName()));
  }

  private static DescribedPredicate<JavaAccess<?>> inexactMath() {
    List<String> names =
        List.of(
            "random", "exp", "expm1", "pow", "log", "log10", "log1p", "sin", "cos", "tan", "asin",
            "acos", "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot");
    return DescribedPredicate.describe(
        "an inexact function of java.lang.Math",
        access ->
            access.getTargetOwner().isEquivalentTo(Math.class)
                && names.contains(access.getTarget().getName()));
  }

  static final class Offender {
    final double called = Math.exp(Math.random());
    final DoubleUnaryOperator referred = Math::tanh;
    final Random random = new Random(1);
    final String folded = "I".toLowerCase();
  }

  static final class SomeUtils {}
}
