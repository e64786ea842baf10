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
            .layer("platform")
            .definedBy("..chat.platform..")
            .layer("store")
            .definedBy("..chat.store..")
            .layer("hub")
            .definedBy("..chat.hub..")
            .layer("slack")
            .definedBy("..chat.slack..")
            .layer("discord")
            .definedBy("..chat.discord..")
            .layer("mail")
            .definedBy("..chat.mail..")
            .layer("bot")
            .definedBy("..chat.bot..")
            .whereLayer("bot")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("slack")
            .mayOnlyBeAccessedByLayers("bot")
            .whereLayer("discord")
            .mayOnlyBeAccessedByLayers("bot")
            .whereLayer("mail")
            .mayOnlyBeAccessedByLayers("bot")
            .whereLayer("hub")
            .mayOnlyBeAccessedByLayers("slack", "discord", "bot")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("hub", "slack", "discord", "bot")
            .whereLayer("platform")
            .mayOnlyBeAccessedByLayers("store", "hub", "slack", "discord", "mail", "bot")
            .whereLayer("demo")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("console")
            .mayOnlyBeAccessedByLayers("demo")
            .whereLayer("command")
            .mayOnlyBeAccessedByLayers("console", "demo", "hub", "bot")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("command", "console", "demo", "hub", "bot");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.laas.chat.(*)..").should().beFreeOfCycles();
}
