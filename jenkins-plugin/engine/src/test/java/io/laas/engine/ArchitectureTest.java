package io.laas.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Once;
import io.laas.engine.reconcile.Reconciler;
import io.laas.engine.store.Store;
import java.time.Clock;
import java.time.Instant;

/** The engine stands on the model alone; it knows neither hypervisors nor HTTP nor Jenkins. */
@AnalyzeClasses(packages = "io.laas.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependsOnNoOtherRoomThanTheModel = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.laas.engine..",
                    "io.laas.model..",
                    "java..",
                    "javax.sql..",
                    "org.jdbi..",
                    "org.flywaydb..",
                    "org.h2..",
                    "org.postgresql..",
                    "com.zaxxer.hikari..",
                    "com.fasterxml.jackson..",
                    "org.dmfs.rfc5545..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule onlyTheStoreKnowsWhichDatabaseItIs = noClasses()
            .that()
            .resideOutsideOfPackage("io.laas.engine.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.flywaydb..", "org.h2..", "org.postgresql..", "com.zaxxer.hikari..");

    @ArchTest
    static final ArchRule thePortKnowsTheModelOnly = classes()
            .that()
            .resideInAPackage("io.laas.engine.port..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.laas.engine.port..", "io.laas.model..", "java..");

    @ArchTest
    static final ArchRule whatCallersAskForIsDoneOnceForEachOfTheirKeys = noMethods()
            .that()
            .haveRawParameterTypes(describe(
                    "with a caller", types -> types.stream().anyMatch(t -> t.isEquivalentTo(Caller.class))))
            .and()
            .areNotDeclaredIn(Once.class)
            .and(describe(
                    "not of the reconciler, which can be asked again",
                    m -> !m.getOwner().isEquivalentTo(Reconciler.class)))
            .should(new ArchCondition<JavaMethod>("write past Once") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    method.getMethodCallsFromSelf().stream()
                            .filter(c -> c.getTargetOwner().isEquivalentTo(Store.class)
                                    && c.getName().equals("write"))
                            .forEach(c -> events.add(SimpleConditionEvent.satisfied(c, c.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses().should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule timeComesInAsAnArgument = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule nothingSleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

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
