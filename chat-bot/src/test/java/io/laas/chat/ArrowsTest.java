package io.laas.chat;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages of the chat bot use each other in one direction. */
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
}
