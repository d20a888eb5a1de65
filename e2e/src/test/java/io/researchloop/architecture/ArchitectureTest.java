package io.researchloop.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String OURS = "io.researchloop..";

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(
                        "io.researchloop.runner",
                        "io.researchloop.workflows",
                        "io.researchloop.activities",
                        "io.researchloop.temporal",
                        "io.researchloop.mockslack",
                        "io.researchloop.web",
                        "io.researchloop.cli");
    }

    @Test
    void everyModuleIsLookedAt() {
        for (String module :
                new String[] {"runner", "workflows", "activities", "temporal", "mockslack", "web", "cli"}) {
            assertThat(product.stream().filter(type -> type.getPackageName().startsWith("io.researchloop." + module)))
                    .as(module)
                    .hasSizeGreaterThan(10);
        }
    }

    @Test
    void theRunnerImportsNoneOfTheOthers() {
        noClasses()
                .that()
                .resideInAPackage("io.researchloop.runner..")
                .should()
                .dependOnClassesThat(oursOutside("io.researchloop.runner.."))
                .check(product);
    }

    /** The conversation in Slack runs the agent where the server is: ADR 32. */
    @Test
    void theOthersKnowOfTheRunnerOnlyItsProtocol() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.researchloop.runner..", "io.researchloop.web.slack..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.researchloop.runner..")
                        .and(DescribedPredicate.not(resideInAPackage("io.researchloop.runner.protocol.."))))
                .check(product);
        noClasses()
                .that()
                .resideInAPackage("io.researchloop.web.slack..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.researchloop.runner..")
                        .and(DescribedPredicate.not(resideInAnyPackage(
                                "io.researchloop.runner.protocol..", "io.researchloop.runner.agent.."))))
                .check(product);
    }

    @Test
    void workflowsImportTheSdkTheJdkAndTheProtocol() {
        classes()
                .that()
                .resideInAPackage("io.researchloop.workflows..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.researchloop.workflows..",
                        "io.researchloop.runner.protocol..",
                        "io.temporal..",
                        "java..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(product);
    }

    @Test
    void workflowCodeHasNoClockRandomnessThreadOrIo() {
        noClasses()
                .that()
                .resideInAPackage("io.researchloop.workflows..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, Random.class, Clock.class, java.security.SecureRandom.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.net..", "java.sql..", "java.util.concurrent..")
                .check(product);
    }

    @Test
    void activitiesImportNeitherTheServerNorTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("io.researchloop.activities..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.researchloop.web..", "io.researchloop.temporal..", "io.researchloop.cli..")
                .check(product);
    }

    @Test
    void theEngineImportsNoneOfTheOthers() {
        noClasses()
                .that()
                .resideInAPackage("io.researchloop.temporal..")
                .should()
                .dependOnClassesThat(oursOutside("io.researchloop.temporal.."))
                .check(product);
    }

    @Test
    void theMockOfSlackKnowsNobodyAndIsKnownToTheDemoAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.researchloop.mockslack..")
                .should()
                .dependOnClassesThat(oursOutside("io.researchloop.mockslack.."))
                .check(product);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.researchloop.mockslack..", "io.researchloop.web.start..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.researchloop.mockslack..")
                .check(product);
    }

    @Test
    void theCommandLineImportsNoneOfTheOthers() {
        noClasses()
                .that()
                .resideInAPackage("io.researchloop.cli..")
                .should()
                .dependOnClassesThat(oursOutside("io.researchloop.cli.."))
                .check(product);
    }

    @Test
    void theServerTalksToTemporalOnlyThroughTheCommandFacadesAndItsBoot() {
        noClasses()
                .that()
                .resideInAPackage("io.researchloop.web..")
                .and()
                .resideOutsideOfPackages("io.researchloop.web.command..", "io.researchloop.web.boot..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.temporal..")
                .check(product);
    }

    @Test
    void theEngineModuleIsKnownToBootAndStartAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.researchloop.web..")
                .and()
                .resideOutsideOfPackages("io.researchloop.web.boot..", "io.researchloop.web.start..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.researchloop.temporal..")
                .check(product);
    }

    @Test
    void requestHandlersReachNoShellAndNoScheduler() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.researchloop.web.api..",
                        "io.researchloop.web.dashboard..",
                        "io.researchloop.web.webhook..",
                        "io.researchloop.web.live..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.researchloop.activities.transport..",
                        "io.researchloop.activities.scheduler..",
                        "io.researchloop.activities.cluster..",
                        "io.researchloop.activities.inspection..",
                        "io.researchloop.activities.sprint..",
                        "io.researchloop.web.boot..",
                        "io.researchloop.web.start..")
                .check(product);
    }

    private static DescribedPredicate<JavaClass> oursOutside(String own) {
        return resideInAPackage(OURS).and(DescribedPredicate.not(resideInAPackage(own)));
    }
}
