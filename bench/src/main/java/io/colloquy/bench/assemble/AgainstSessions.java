package io.colloquy.bench.assemble;

import io.colloquy.bench.assemble.Effort.Spent;
import io.colloquy.bench.comparison.Comparison;
import io.colloquy.bench.comparison.Comparison.Round;
import io.colloquy.connectors.postgres.PostgresSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The job beside Flink's session windows, on the same shuffled backlog and with the same sink on the same tables. */
final class AgainstSessions {
    private static final double FEWER_ROWS = 1 / 5.0;
    private static final double FASTER = 3;
    private static final int WARM_UPS = 3;

    private final String name;
    private final Upload upload;
    private final PostgresSettings postgres;
    private final List<Round> rows = new ArrayList<>();
    private final List<Round> speed = new ArrayList<>();
    private Wrong wrong;

    /**
     * Where the session windows end with something else than the definition says, which is what ours ends with.
     *
     * @param conversationsWrong with bounds that no conversation has
     * @param conversationsMissing with the bounds that they should have
     * @param conversationsRetracted ids that the sink took back where a later window overlapped them: a sink that only
     *     writes what it is given would have left them
     * @param utterancesWrong rows that no utterance has, as where it was cut at the end of a chunk
     * @param utterancesMissing with the bounds and words that they should have
     * @param speakersWrong of the utterances that are right, those with another speaker's label
     * @param accountsMissing days of a device without an account
     */
    record Wrong(
            int conversations,
            int conversationsWrong,
            int conversationsMissing,
            int conversationsRetracted,
            int utterances,
            int utterancesWrong,
            int utterancesMissing,
            int speakersWrong,
            int accountsMissing) {}

    private record Run(long rows, Spent spent, Stored stored) {}

    /** Makes a pipeline that publishes there. */
    private interface Maker {
        Pipeline make(long now, Revisions published) throws Exception;
    }

    AgainstSessions(String name, Upload upload, PostgresSettings postgres) {
        this.name = name;
        this.upload = upload;
        this.postgres = postgres;
    }

    /** Not measured: the compiler is still at work, and Postgres doesn't know its tables yet. */
    void warmUp() throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            run(Chain::overWires);
            run(SessionWindows::new);
        }
    }

    void round(Consumer<String> progress) throws Exception {
        Run ours = run(Chain::overWires);
        progress.accept(line("ours", ours));
        Run theirs = run(SessionWindows::new);
        progress.accept(line("session windows", theirs));
        rows.add(new Round(ours.rows, theirs.rows));
        speed.add(new Round(perSecond(ours), perSecond(theirs)));
        wrong = compare(ours.stored, theirs.stored);
    }

    private Run run(Maker maker) throws Exception {
        long rows;
        Spent spent;
        try (Store store = new Store(postgres, Upload.begin());
                Pipeline pipeline = maker.make(Upload.begin(), store)) {
            Effort effort = Effort.begin(postgres);
            upload.send(pipeline, store, effort);
            spent = effort.end();
            rows = store.rows();
        }
        return new Run(rows, spent, Stored.read(postgres));
    }

    private double perSecond(Run run) {
        return upload.chunks() / run.spent.seconds();
    }

    private String line(String whose, Run run) {
        return String.format(
                "%s, %s: %d chunks, %d rows, %.0f chunks a processor second (%.1f s here, %.1f s in Postgres)",
                name, whose, upload.chunks(), run.rows, perSecond(run), run.spent.here(), run.spent.postgres());
    }

    private static Wrong compare(Stored ours, Stored theirs) {
        return new Wrong(
                ours.conversations().size(),
                unknown(theirs.conversations(), new HashSet<>(ours.conversations())),
                unknown(ours.conversations(), new HashSet<>(theirs.conversations())),
                theirs.retired(),
                ours.speakers().size(),
                unknown(theirs.speakers().keySet(), ours.speakers().keySet()),
                unknown(ours.speakers().keySet(), theirs.speakers().keySet()),
                different(ours.speakers(), theirs.speakers()),
                ours.days() - theirs.days());
    }

    private static <T> int unknown(Iterable<T> found, Set<T> known) {
        int unknown = 0;
        for (T each : found) if (!known.contains(each)) unknown++;
        return unknown;
    }

    private static <K> int different(Map<K, String> ours, Map<K, String> theirs) {
        return (int) theirs.entrySet().stream()
                .filter(entry -> ours.containsKey(entry.getKey()))
                .filter(entry -> !ours.get(entry.getKey()).equals(entry.getValue()))
                .count();
    }

    List<Comparison> comparisons() {
        return List.of(
                Comparison.atMost(name + ", against session windows", "rows written", FEWER_ROWS, rows),
                Comparison.of(name + ", against session windows", "chunks per processor second", FASTER, speed));
    }

    Wrong wrong() {
        return wrong;
    }

    String note() {
        return name + ": " + wrong;
    }
}
