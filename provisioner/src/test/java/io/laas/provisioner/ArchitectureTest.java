package io.laas.provisioner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The provisioner stands on the model alone, and libvirt is one adapter of it. */
@AnalyzeClasses(packages = "io.laas.provisioner", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependsOnNoOtherRoomThanTheModel = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.laas.provisioner..",
                    "io.laas.model..",
                    "java..",
                    "javax.xml..",
                    "org.w3c.dom..",
                    "org.xml.sax..",
                    "com.fasterxml.jackson..",
                    "org.libvirt..",
                    "com.sun.jna..",
                    "picocli..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule onlyTheAdapterKnowsLibvirt = noClasses()
            .that()
            .resideOutsideOfPackage("io.laas.provisioner.libvirt..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.libvirt..", "com.sun.jna..");

    @ArchTest
    static final ArchRule theHypervisorPortKnowsTheModelOnly = noClasses()
            .that()
            .resideInAPackage("io.laas.provisioner.hypervisor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.laas.provisioner",
                    "io.laas.provisioner.libvirt..",
                    "io.laas.provisioner.cli..",
                    "io.laas.provisioner.work..",
                    "io.laas.provisioner.seed..",
                    "io.laas.provisioner.guest..",
                    "io.laas.provisioner.check..");

    @ArchTest
    static final ArchRule nobodyNeedsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("io.laas.provisioner.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.laas.provisioner.cli..", "picocli..");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackage("io.laas.provisioner.cli..")
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
