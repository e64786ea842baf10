package io.laas.jenkins;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.laas.jenkins.access.WebMethods;
import io.laas.jenkins.api.LaasRootAction;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** What holds in all of the plugin: careful web methods, one door to Jenkins, and arrows between packages. */
@AnalyzeClasses(packages = "io.laas.jenkins", importOptions = ImportOption.DoNotIncludeTests.class)
class PluginArchitectureTest {
    private static final String ROOT = "io.laas.jenkins";

    /** All but the one that hands requests to the API, where each route asks for the right it needs. */
    private static final DescribedPredicate<JavaMethod> WEB_METHODS = describe(
            "are web methods",
            method -> method.getName().matches("do[A-Z].*")
                    && !(method.getOwner().isEquivalentTo(LaasRootAction.class)
                            && method.getName().equals("doDynamic")));

    /** Needs a job of an operation, which the site of the matrix has not; {@code OperationJobsTest} asks it. */
    private static final String OF_A_JOB = "DefaultPipelineAction.doRestore";

    @ArchTest
    static final ArchRule webMethodsSayTheirVerb =
            methods().that(WEB_METHODS).should(beAnnotatedWith(POST.class).or(beAnnotatedWith(GET.class)));

    @ArchTest
    static final ArchRule webMethodsAskForAPermissionFirst = methods()
            .that(WEB_METHODS)
            .and()
            .areDeclaredInClassesThat(describe(
                    "are not forms of steps, which tell those without the right to look nothing about labs",
                    type -> !type.getPackageName().equals(ROOT + ".step")))
            .should(askForAPermissionFirst());

    private static ArchCondition<JavaMethod> askForAPermissionFirst() {
        return new ArchCondition<>("ask for a permission on their first line") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                int first = method.getAccessesFromSelf().stream()
                        .map(JavaAccess::getLineNumber)
                        .min(Comparator.naturalOrder())
                        .orElse(0);
                boolean asks = method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getLineNumber() == first
                                && call.getTarget().getName().equals("checkPermission"));
                events.add(new SimpleConditionEvent(
                        method, asks, method.getFullName() + " asks for a permission first: " + asks));
            }
        };
    }

    @ArchTest
    static final ArchRule namesThatAreShownCanBeTranslated = methods()
            .that()
            .haveName("getDisplayName")
            .should(new ArchCondition<>("take the name from Messages") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean taken = method.getMethodCallsFromSelf().stream()
                            .anyMatch(call ->
                                    call.getTargetOwner().getSimpleName().equals("Messages"));
                    events.add(new SimpleConditionEvent(method, taken, method.getFullName() + ": " + taken));
                }
            });

    @ArchTest
    static final ArchRule onlyTheFacadeAsksForTheOneJenkins = noClasses()
            .that()
            .doNotBelongToAnyOf(JenkinsFacade.class)
            .should()
            .callMethod(Jenkins.class, "get")
            .orShould()
            .callMethod(Jenkins.class, "getInstanceOrNull");

    @ArchTest
    static final ArchRule libvirtIsLoadedWhereTheWorkIsDone = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".operation.work..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.laas.provisioner.libvirt..", "org.libvirt..", "com.sun.jna..");

    /** On an agent there is no runtime, and the work there takes the agent's clock. */
    @ArchTest
    static final ArchRule timeComesFromTheRuntime = noClasses()
            .that()
            .doNotBelongToAnyOf(LaasRuntime.class)
            .and()
            .resideOutsideOfPackage(ROOT + ".operation.work..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule accessStandsAlone = mayUse("access");

    @ArchTest
    static final ArchRule configurationAsksHosts = mayUse("config", "operation");

    @ArchTest
    static final ArchRule theApiKnowsCallers = mayUse("api", "access");

    @ArchTest
    static final ArchRule pagesKnowCallers = mayUse("page", "access");

    @ArchTest
    static final ArchRule healthLooksAtTheEngineOnly = mayUse("health");

    @ArchTest
    static final ArchRule operationsReadTheConfiguration = mayUse("operation", "operation.work", "access", "config");

    @ArchTest
    static final ArchRule workIsDoneWithoutAController = classes()
            .that()
            .resideInAPackage(ROOT + ".operation.work..")
            .should()
            .onlyDependOnClassesThat(describe(
                    "are not of the controller's side",
                    type -> !type.getPackageName().startsWith(ROOT)
                            || type.getPackageName().startsWith(ROOT + ".operation.work")));

    /** A package uses itself, the root, what is listed, and anything outside the plugin. */
    private static ArchRule mayUse(String name, String... others) {
        Set<String> allowed = new HashSet<>(Set.of(ROOT, ROOT + "." + name));
        Arrays.stream(others).map(other -> ROOT + "." + other).forEach(allowed::add);
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat(describe(
                        "are in " + allowed + " or outside the plugin",
                        type -> !type.getPackageName().startsWith(ROOT) || allowed.contains(type.getPackageName())));
    }

    @ArchTest
    static void theMatrixOfPermissionsIsComplete(JavaClasses all) throws Exception {
        Set<String> known = new TreeSet<>(WebMethods.matrix());
        known.add(OF_A_JOB);
        Set<String> there = new TreeSet<>();
        all.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(WEB_METHODS)
                .filter(method -> !method.isAnnotatedWith(GET.class))
                .forEach(m -> there.add(m.getOwner().getName().replaceAll(".*\\.", "") + "." + m.getName()));
        assertThat(known).isEqualTo(there);
    }
}
