package io.colloquy.tests.architecture;

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
            .resideInAPackage("io.colloquy.local.scoring..")
            .should()
            .onlyDependOnClassesThat(outsideOf("io.colloquy")
                    .or(JavaClass.Predicates.resideInAnyPackage(
                            "io.colloquy.local.scoring..", "io.colloquy.schemas..")));

    @ArchTest
    static final ArchRule modulesPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("schemas")
            .definedBy("io.colloquy.schemas..")
            .layer("speech")
            .definedBy("io.colloquy.speech..")
            .layer("operators")
            .definedBy("io.colloquy.operators..")
            .layer("connectors")
            .definedBy("io.colloquy.connectors..")
            .layer("jobs")
            .definedBy("io.colloquy.jobs..")
            .layer("local")
            .definedBy("io.colloquy.local..")
            .layer("tests")
            .definedBy("io.colloquy.tests..")
            .whereLayer("schemas")
            .mayNotAccessAnyLayer()
            .whereLayer("speech")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("operators")
            .mayOnlyAccessLayers("schemas", "speech")
            .whereLayer("connectors")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("jobs")
            .mayOnlyAccessLayers("schemas", "speech", "operators", "connectors")
            .whereLayer("tests")
            .mayNotBeAccessedByAnyLayer();

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
        for (String module : List.of("schemas", "speech", "operators", "connectors", "jobs", "local", "tests")) {
            assertThat(all.stream().filter(JavaClass.Predicates.resideInAPackage("io.colloquy." + module + "..")))
                    .as("classes of %s", module)
                    .hasSizeGreaterThan(4);
        }
        assertThat(all.stream().map(JavaClass::getPackageName))
                .contains("io.colloquy.operators.stitch.core", "io.colloquy.operators.assemble.core");
    }

    private static DescribedPredicate<JavaClass> outsideOf(String root) {
        return JavaClass.Predicates.resideOutsideOfPackage(root + "..");
    }
}
