package io.laas.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.laas.model.lab.LabFile;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** The model knows nothing but itself: words and rules, no machines, no clock, no other room. */
@AnalyzeClasses(packages = "io.laas.model", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependsOnNoOtherRoom = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.laas.model..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "com.samskivert.mustache..",
                    "org.yaml.snakeyaml..");

    @ArchTest
    static final ArchRule yamlIsReadInOnePlaceAndWrittenInAnother = noClasses()
            .that()
            .resideOutsideOfPackage("io.laas.model.lab")
            .and()
            .doNotHaveFullyQualifiedName("io.laas.model.descriptor.YamlText")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml.snakeyaml..");

    @ArchTest
    static final ArchRule onlyTheLabFileIsRead = noClasses()
            .that()
            .doNotBelongToAnyOf(LabFile.class)
            .should()
            .dependOnClassesThat(resideInAPackage("java.net..")
                    .or(resideInAPackage("java.nio.channels.."))
                    .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.type(java.nio.file.Files.class))
                    .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(java.io.InputStream.class))
                    .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                            java.io.OutputStream.class)));

    @ArchTest
    static final ArchRule timeComesInAsAnArgument = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule nothingIsPrinted =
            noClasses().should().dependOnClassesThat().areAssignableTo(PrintStream.class);

    @ArchTest
    static final ArchRule exceptionsSayWhatIsWrong = noClasses()
            .should()
            .callConstructor(IllegalArgumentException.class)
            .orShould()
            .callConstructor(IllegalStateException.class)
            .orShould()
            .callConstructor(RuntimeException.class);

    @ArchTest
    static final ArchRule wireTypesAreRecords = classes()
            .that()
            .resideInAPackage("io.laas.model.wire")
            .and()
            .areTopLevelClasses()
            .and()
            .haveSimpleNameEndingWith("Json")
            .and()
            .doNotHaveSimpleName("WireJson")
            .should()
            .beRecords();

    @ArchTest
    static final ArchRule identifiersAreRecords =
            classes().that().haveSimpleNameEndingWith("Id").should().beRecords();

    @ArchTest
    static final ArchRule podsKnowNothingOfBookings = noClasses()
            .that()
            .resideInAnyPackage("io.laas.model.pod", "io.laas.model.lab")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.laas.model.booking..",
                    "io.laas.model.operation..",
                    "io.laas.model.event..",
                    "io.laas.model.layout..",
                    "io.laas.model.wire..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.laas.model.(*)..").should().beFreeOfCycles();
}
