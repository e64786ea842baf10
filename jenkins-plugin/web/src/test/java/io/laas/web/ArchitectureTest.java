package io.laas.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The API stands on the engine; only the stand-alone server knows the provisioner, libvirt and Jetty. */
@AnalyzeClasses(packages = "io.laas.web", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String STANDALONE = "io.laas.web.standalone..";

    @ArchTest
    static final ArchRule theApiKnowsEngineAndModelOnly = noClasses()
            .that()
            .resideOutsideOfPackage(STANDALONE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    STANDALONE,
                    "io.laas.provisioner..",
                    "io.laas.chat..",
                    "org.eclipse.jetty..",
                    "picocli..",
                    "org.libvirt..");

    @ArchTest
    static final ArchRule theApiIsTheSameInEveryHost = classes()
            .that()
            .resideOutsideOfPackage(STANDALONE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.laas.web..",
                    "io.laas.engine..",
                    "io.laas.model..",
                    "java..",
                    "jakarta.annotation..",
                    "jakarta.ws.rs..",
                    "io.prometheus.metrics..",
                    "org.glassfish.jersey..",
                    "com.fasterxml.jackson..",
                    "org.slf4j");

    @ArchTest
    static final ArchRule theServerKnowsNoChat = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.laas.chat..", "org.libvirt..", "com.sun.jna..");

    @ArchTest
    static final ArchRule theStoreIsTheEnginesAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "org.h2..", "org.postgresql..", "java.sql..", "com.zaxxer..");

    @ArchTest
    static final ArchRule nothingKnowsJenkins =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke..");

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses().should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule timeComesInAsAnArgument = noClasses()
            .that()
            .doNotHaveSimpleName("Main")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule resourcesAreFinalAndOfOnePackage = classes()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .should()
            .resideInAPackage("io.laas.web.api")
            .andShould()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

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
