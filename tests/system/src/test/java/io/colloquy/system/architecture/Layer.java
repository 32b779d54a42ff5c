package io.colloquy.system.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The modules, from the ground up: each may know those that it names, and all that these may know. */
enum Layer {
    SCHEMAS("schemas"),
    SETTINGS("settings", SCHEMAS),
    /** Made-up audio for tests: it knows no decoder. */
    SAMPLES("samples", SCHEMAS),
    AUDIO("audio", SCHEMAS),
    SPEECH("speech", SETTINGS),
    CORE("operators.core", AUDIO, SPEECH),
    OPERATORS("operators.flink", CORE),
    KAFKA("connectors.kafka", SETTINGS),
    POSTGRES("connectors.postgres", SETTINGS),
    CONNECTORS("connectors.flink", KAFKA, POSTGRES),
    CLIENT("client", AUDIO, KAFKA),
    JOBS("jobs", OPERATORS, CONNECTORS),
    /** What all commands share. It knows none of them. */
    CLI("cli", SETTINGS),
    /** For systems that run elsewhere: no Flink, and no servers. */
    COMMANDS("commands", CORE, POSTGRES, CLIENT, CLI),
    /** For clusters that run elsewhere: no servers. */
    OPS("ops", JOBS, COMMANDS),
    LOCAL("local", JOBS, CLI),
    /** Flink, and the servers that it needs, as processes. */
    CLUSTER("cluster", OPS, LOCAL),
    DEMO("demo", LOCAL, CLIENT),
    /** Hears the demo's recordings, whose truth is known. */
    BENCH("bench", SAMPLES, DEMO),
    PROOF("proof", LOCAL, SAMPLES),
    /** Nothing stands above. */
    SYSTEM("system", PROOF, DEMO, BENCH, CLUSTER);

    private final String packages;
    private final Set<Layer> below = new TreeSet<>();

    Layer(String root, Layer... named) {
        this.packages = "io.colloquy." + root + "..";
        below.addAll(Arrays.asList(named));
        for (Layer layer : named) below.addAll(layer.below);
    }

    /** As ArchUnit writes them. */
    String packages() {
        return packages;
    }

    /** All that it may know. */
    Set<Layer> below() {
        return below;
    }

    boolean has(JavaClass type) {
        return JavaClass.Predicates.resideInAPackage(packages).test(type);
    }
}
