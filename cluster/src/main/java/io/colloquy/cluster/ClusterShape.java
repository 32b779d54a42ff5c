package io.colloquy.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a cluster consists of.
 *
 * @param slots of each task manager
 * @param highlyAvailable whether ZooKeeper and a second job manager stand by
 * @param options of Flink, by their dotted keys, on top of the configuration of the repository
 */
public record ClusterShape(int taskManagers, int slots, boolean highlyAvailable, Map<String, String> options) {
    private static final int MOST = 64;
    private static final int STANDING_BY = 2;

    public ClusterShape {
        if (taskManagers < 1 || taskManagers > MOST)
            throw new IllegalArgumentException("a cluster has 1 to " + MOST + " task managers, not " + taskManagers);
        if (slots < 1 || slots > MOST)
            throw new IllegalArgumentException("a task manager has 1 to " + MOST + " slots, not " + slots);
        options = Map.copyOf(options);
    }

    /** The same with some of Flink's options on top. */
    public ClusterShape with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(options);
        all.putAll(more);
        return new ClusterShape(taskManagers, slots, highlyAvailable, all);
    }

    /** How many subtasks of a stage fit in. */
    public int parallelism() {
        return taskManagers * slots;
    }

    /** In the order in which they start. */
    List<Member> members() {
        List<Member> members = new ArrayList<>(List.of(Member.only(Role.S3)));
        if (highlyAvailable) members.add(Member.only(Role.ZOOKEEPER));
        members.add(Member.only(Role.SERVERS));
        for (int number = 1; number <= (highlyAvailable ? STANDING_BY : 1); number++)
            members.add(Member.jobManager(number));
        for (int number = 1; number <= taskManagers; number++) members.add(Member.taskManager(number));
        return members;
    }
}
