package io.colloquy.system.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Arrays;

/** What may know what, over the classes of all modules. A rule that finds no class to judge fails. */
@AnalyzeClasses(packages = "io.colloquy")
class ArchitectureTest {

    @ArchTest
    static final ArchRule noPackagesKnowEachOtherInACircle =
            slices().matching("io.colloquy.(**)").should().beFreeOfCycles();

    /** Upwards nobody knows anybody. */
    @ArchTest
    static final ArchRule modulesPointOneWay = layers();

    private static ArchRule layers() {
        LayeredArchitecture architecture = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (Layer layer : Layer.values())
            architecture = architecture.layer(layer.name()).definedBy(layer.packages());
        for (Layer layer : Layer.values()) {
            var may = architecture.whereLayer(layer.name());
            architecture = layer.below().isEmpty()
                    ? may.mayNotAccessAnyLayer()
                    : may.mayOnlyAccessLayers(
                            layer.below().stream().map(Layer::name).toArray(String[]::new));
        }
        return architecture;
    }

    @ArchTest
    static final ArchRule whatNeedsNoFlinkKnowsNone = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.colloquy.schemas..",
                    "io.colloquy.settings..",
                    "io.colloquy.audio..",
                    "io.colloquy.speech..",
                    "io.colloquy.operators.core..",
                    "io.colloquy.connectors.kafka..",
                    "io.colloquy.connectors.postgres..",
                    "io.colloquy.client..",
                    "io.colloquy.cli..",
                    "io.colloquy.commands..",
                    "io.colloquy.samples..",
                    "io.colloquy.proof.oracle..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule oracleKnowsTheSchemasAlone = knowsTheSchemasAlone("io.colloquy.proof.oracle");

    @ArchTest
    static final ArchRule scorerKnowsTheSchemasAlone = knowsTheSchemasAlone("io.colloquy.demo.scoring");

    private static ArchRule knowsTheSchemasAlone(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .onlyDependOnClassesThat(outsideOf("io.colloquy")
                        .or(JavaClass.Predicates.resideInAnyPackage(root + "..", "io.colloquy.schemas..")));
    }

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
                    "io.colloquy.audio..",
                    "io.colloquy.speech..",
                    "io.colloquy.operators..",
                    "io.colloquy.connectors..",
                    "io.colloquy.client..",
                    "io.colloquy.jobs..",
                    "io.colloquy.samples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule nothingIsUtils = classes().should().resideOutsideOfPackages("..utils..", "..util..");

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(outsideOf("io.colloquy.system")) // a test class may hold what it starts once
            .should()
            .beFinal();

    @ArchTest
    static void everyClassIsInALayer(JavaClasses all) {
        for (Layer layer : Layer.values()) {
            assertThat(all.stream().filter(layer::has))
                    .as("classes of %s", layer)
                    .hasSizeGreaterThan(2);
        }
        assertThat(all.stream().filter(type -> Arrays.stream(Layer.values()).noneMatch(layer -> layer.has(type))))
                .isEmpty();
    }

    private static DescribedPredicate<JavaClass> outsideOf(String root) {
        return JavaClass.Predicates.resideOutsideOfPackage(root + "..");
    }
}
