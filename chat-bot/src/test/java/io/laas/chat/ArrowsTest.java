package io.laas.chat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.laas.chat", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule layers = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("time")
            .definedBy("..chat.time..")
            .layer("client")
            .definedBy("..chat.client..")
            .layer("core")
            .definedBy("..chat.core..")
            .layer("command")
            .definedBy("..chat.command..")
            .layer("console")
            .definedBy("..chat.console..")
            .layer("demo")
            .definedBy("..chat.demo..")
            .whereLayer("demo")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("console")
            .mayOnlyBeAccessedByLayers("demo")
            .whereLayer("command")
            .mayOnlyBeAccessedByLayers("console", "demo")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("command", "console", "demo");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.laas.chat.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule terminalStaysInTheConsole = noClasses()
            .that()
            .resideOutsideOfPackages("..chat.console..", "..chat.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jline..");

    @ArchTest
    static final ArchRule onlyTheModelAndTheApi = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.laas.engine..", "io.laas.web..", "io.laas.provisioner..");

    @ArchTest
    static final ArchRule timeComesIn = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
