package io.laas.chat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The chat bot speaks to the API only; its commands know no platform. */
@AnalyzeClasses(packages = "io.laas.chat", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependsOnNoOtherRoomThanTheModel = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.laas.chat..",
                    "io.laas.model..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "picocli..",
                    "org.jline..",
                    "org.natty..",
                    "org.slf4j..",
                    "org.h2..",
                    "org.jdbi..",
                    "org.flywaydb..",
                    "io.micrometer..",
                    "com.sun.net.httpserver..",
                    "javax.crypto..",
                    "com.slack.api..",
                    "okhttp3..",
                    "net.dv8tion.jda..",
                    "jakarta.mail..",
                    "org.eclipse.angus.mail..");

    @ArchTest
    static final ArchRule onlySlackKnowsSlack = noClasses()
            .that()
            .resideOutsideOfPackage("io.laas.chat.slack..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.slack.api..", "com.google.gson..", "okhttp3..");

    @ArchTest
    static final ArchRule onlyDiscordKnowsDiscord = noClasses()
            .that()
            .resideOutsideOfPackage("io.laas.chat.discord..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.dv8tion.jda..", "com.neovisionaries..");

    @ArchTest
    static final ArchRule onlyMailKnowsMail = noClasses()
            .that()
            .resideOutsideOfPackage("io.laas.chat.mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    /** A platform's adapter translates: it asks no server, and what people may do is decided where all platforms meet. */
    @ArchTest
    static final ArchRule adaptersAskNoServer = noClasses()
            .that()
            .resideInAnyPackage("io.laas.chat.slack..", "io.laas.chat.discord..", "io.laas.chat.mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.laas.chat.client..", "io.laas.chat.command..", "io.laas.model.wire..");

    @ArchTest
    static final ArchRule onlyTheStoreSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage("io.laas.chat.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "org.h2..", "org.flywaydb..", "java.sql..");

    @ArchTest
    static final ArchRule commandsKnowNoPlatform = noClasses()
            .that()
            .resideInAnyPackage("io.laas.chat.core..", "io.laas.chat.time..", "io.laas.chat.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.laas.chat.console..", "io.laas.chat.demo..", "io.laas.chat.hub..", "org.jline..");

    @ArchTest
    static final ArchRule onlyTheClientSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("io.laas.chat.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..");

    @ArchTest
    static final ArchRule onlyTheConsolePrints = noClasses()
            .that()
            .resideOutsideOfPackages("io.laas.chat.console..", "io.laas.chat.demo..", "io.laas.chat.bot..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule timeComesInAsAnArgument = noClasses()
            .that()
            .doNotHaveSimpleName("Main")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule exceptionsSayWhatIsWrong = noClasses()
            .should()
            .callConstructor(IllegalArgumentException.class)
            .orShould()
            .callConstructor(IllegalStateException.class)
            .orShould()
            .callConstructor(RuntimeException.class)
            .orShould()
            .callConstructor(UnsupportedOperationException.class);
}
