package io.colloquy.system.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** What may know what. A rule that finds no class to judge fails. */
@AnalyzeClasses(packages = "io.colloquy")
class ArchitectureTest {

    @ArchTest
    static final ArchRule coresSchemasAndSpeechKnowNoFlink = noClasses()
            .that()
            .resideInAnyPackage("io.colloquy..core..", "io.colloquy.schemas..", "io.colloquy.speech..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule oracleKnowsTheSchemasAlone = classes()
            .that()
            .resideInAPackage("io.colloquy.tests.oracle..")
            .should()
            .onlyDependOnClassesThat(outsideOf("io.colloquy")
                    .or(JavaClass.Predicates.resideInAnyPackage(
                            "io.colloquy.tests.oracle..", "io.colloquy.schemas..")));

    @ArchTest
    static final ArchRule scorerKnowsTheSchemasAlone = classes()
            .that()
            .resideInAPackage("io.colloquy.demo.scoring..")
            .should()
            .onlyDependOnClassesThat(outsideOf("io.colloquy")
                    .or(JavaClass.Predicates.resideInAnyPackage(
                            "io.colloquy.demo.scoring..", "io.colloquy.schemas..")));

    @ArchTest
    static final ArchRule modulesPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("schemas")
            .definedBy("io.colloquy.schemas..")
            .layer("settings")
            .definedBy("io.colloquy.settings..")
            .layer("speech")
            .definedBy("io.colloquy.speech..")
            .layer("operators")
            .definedBy("io.colloquy.operators..")
            .layer("connectors")
            .definedBy("io.colloquy.connectors..")
            .layer("client")
            .definedBy("io.colloquy.client..")
            .layer("jobs")
            .definedBy("io.colloquy.jobs..")
            .layer("cli")
            .definedBy("io.colloquy.cli..")
            .layer("commands")
            .definedBy("io.colloquy.commands..")
            .layer("local")
            .definedBy("io.colloquy.local..")
            .layer("demo")
            .definedBy("io.colloquy.demo..")
            .layer("bench")
            .definedBy("io.colloquy.bench..")
            .layer("tests")
            .definedBy("io.colloquy.tests..")
            .whereLayer("schemas")
            .mayNotAccessAnyLayer()
            .whereLayer("settings")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("speech")
            .mayOnlyAccessLayers("schemas", "settings")
            .whereLayer("operators")
            .mayOnlyAccessLayers("schemas", "speech")
            .whereLayer("connectors")
            .mayOnlyAccessLayers("schemas", "settings")
            .whereLayer("client")
            .mayOnlyAccessLayers("schemas", "operators", "connectors")
            .whereLayer("jobs")
            .mayOnlyAccessLayers("schemas", "settings", "speech", "operators", "connectors")
            .whereLayer("cli")
            .mayOnlyAccessLayers("settings")
            .whereLayer("commands")
            .mayOnlyAccessLayers("schemas", "settings", "speech", "operators", "connectors", "client", "cli")
            .whereLayer("local")
            .mayOnlyAccessLayers("schemas", "settings", "speech", "operators", "connectors", "jobs", "cli")
            .whereLayer("demo")
            .mayOnlyAccessLayers(
                    "schemas", "settings", "speech", "operators", "connectors", "client", "jobs", "cli", "local")
            .whereLayer("bench")
            .mayOnlyAccessLayers("schemas", "settings", "speech", "operators", "connectors", "jobs", "cli", "local")
            .whereLayer("tests")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule speechPointsOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("io.colloquy.speech.api..")
            .layer("onnx")
            .definedBy("io.colloquy.speech.onnx..")
            .layer("engine")
            .definedBy("io.colloquy.speech.engine..")
            .layer("diarization")
            .definedBy("io.colloquy.speech.diarization..")
            .whereLayer("api")
            .mayNotAccessAnyLayer()
            .whereLayer("diarization")
            .mayNotAccessAnyLayer()
            .whereLayer("onnx")
            .mayOnlyAccessLayers("api")
            .whereLayer("engine")
            .mayOnlyAccessLayers("api", "onnx");

    @ArchTest
    static final ArchRule onnxruntimeStaysBehindTheApi = noClasses()
            .that()
            .resideOutsideOfPackages("io.colloquy.speech.onnx..", "io.colloquy.speech.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule onlyCommandsKnowTheCommandLine = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.colloquy.schemas..",
                    "io.colloquy.settings..",
                    "io.colloquy.speech..",
                    "io.colloquy.operators..",
                    "io.colloquy.connectors..",
                    "io.colloquy.client..",
                    "io.colloquy.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule whatUsersRunNeedsNoFlink = noClasses()
            .that()
            .resideInAnyPackage("io.colloquy.client..", "io.colloquy.cli..", "io.colloquy.commands..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule nothingIsUtils = classes().should().resideOutsideOfPackages("..utils..", "..util..");

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(outsideOf("io.colloquy.tests")) // a test class may hold what it starts once
            .should()
            .beFinal();

    @ArchTest
    static void everyModuleIsSeen(JavaClasses all) {
        for (String module : List.of(
                "schemas",
                "settings",
                "speech",
                "operators",
                "connectors",
                "client",
                "jobs",
                "cli",
                "commands",
                "local",
                "demo",
                "bench",
                "tests")) {
            assertThat(all.stream().filter(JavaClass.Predicates.resideInAPackage("io.colloquy." + module + "..")))
                    .as("classes of %s", module)
                    .hasSizeGreaterThan(2);
        }
        assertThat(all.stream().map(JavaClass::getPackageName))
                .contains("io.colloquy.operators.core.stitch", "io.colloquy.operators.core.assemble");
    }

    private static DescribedPredicate<JavaClass> outsideOf(String root) {
        return JavaClass.Predicates.resideOutsideOfPackage(root + "..");
    }
}
