package io.colloquy.cluster.command;

import io.colloquy.cli.Report;
import io.colloquy.cluster.ClusterShape;
import io.colloquy.cluster.ProcessCluster;
import io.colloquy.settings.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code colloquy cluster start}: brings up what does not run yet. */
@Command(
        name = "start",
        resourceBundle = "io.colloquy.cluster.command.start",
        description =
                "Start a cluster, or what is gone of one that runs; return once all of it works. --set gives one of"
                        + " Flink's options here, on top of flink-conf/config.yaml. A cluster that runs can get more task"
                        + " managers; the rest of its shape stays until it is stopped.")
public final class StartCommand extends ClusterSubcommand {
    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS = 2;

    @Option(
            names = "--taskmanagers",
            paramLabel = "N",
            description = "How many there are to be. Default: " + TASK_MANAGERS + ".")
    private Integer taskManagers;

    @Option(names = "--slots", paramLabel = "N", description = "Of each task manager. Default: " + SLOTS + ".")
    private Integer slots;

    @Option(names = "--ha", description = "With ZooKeeper, and a second job manager that stands by.")
    private boolean highlyAvailable;

    @Override
    protected void run(Report report) throws Exception {
        ProcessCluster cluster = cluster();
        Optional<ClusterShape> running = cluster.shape();
        ClusterShape shape = running.isPresent() ? grown(running.get()) : asked();
        progress((running.isPresent() ? "a cluster runs on " : "starting a cluster on ") + data());
        List<String> started = cluster.start(shape);
        if (started.isEmpty()) progress("all of it is up already");
        ClusterStatus status = show(cluster, report);
        status.gone().forEach(name -> report.fail(name + " is gone already"));
    }

    private ClusterShape asked() {
        return shape(
                taskManagers == null ? TASK_MANAGERS : taskManagers,
                slots == null ? SLOTS : slots,
                highlyAvailable,
                set());
    }

    /** The shape of one that runs, with more task managers where these are asked for. */
    private ClusterShape grown(ClusterShape running) {
        check(slots == null || slots == running.slots(), "--slots", running.slots() + " slots");
        check(!highlyAvailable || running.highlyAvailable(), "--ha", "one job manager");
        check(running.options().entrySet().containsAll(set().entrySet()), "--set", "other options");
        int wanted = taskManagers == null ? running.taskManagers() : taskManagers;
        check(wanted >= running.taskManagers(), "--taskmanagers", running.taskManagers() + " task managers");
        return shape(wanted, running.slots(), running.highlyAvailable(), running.options());
    }

    private void check(boolean possible, String flag, String found) {
        if (possible) return;
        throw new SettingsException(
                flag, "a cluster runs on " + data() + " with " + found + "; stop it first: './colloquy cluster stop'");
    }

    private static ClusterShape shape(
            int taskManagers, int slots, boolean highlyAvailable, Map<String, String> options) {
        try {
            return new ClusterShape(taskManagers, slots, highlyAvailable, options);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--taskmanagers, --slots", e.getMessage());
        }
    }
}
