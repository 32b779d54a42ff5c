package io.colloquy.bench.assemble;

import io.colloquy.bench.Comparison;
import io.colloquy.bench.Comparison.Round;
import io.colloquy.bench.assemble.Rows.Range;
import io.colloquy.bench.assemble.Rows.Said;
import io.colloquy.bench.assemble.Upload.Effort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The job beside Flink's session windows, on the same shuffled backlog. */
final class AgainstSessions {
    private static final double FEWER_ROWS = 1 / 5.0;
    private static final double FASTER = 3;

    private final String name;
    private final Upload upload;
    private final List<Round> rows = new ArrayList<>();
    private final List<Round> speed = new ArrayList<>();
    private Wrong wrong;

    /**
     * Where the session windows end with something else than the definition says, which is what ours ends with.
     *
     * @param conversationsLeftBehind that nobody takes back: their windows were merged, or begin earlier by now
     * @param conversationsMissing with the bounds that they should have
     * @param utterancesWrong rows that no utterance has, as where it was cut at the end of a chunk
     * @param utterancesMissing with the bounds and words that they should have
     */
    record Wrong(
            int conversations,
            int conversationsLeftBehind,
            int conversationsMissing,
            int utterances,
            int utterancesWrong,
            int utterancesMissing) {}

    AgainstSessions(String name, Upload upload) {
        this.name = name;
        this.upload = upload;
    }

    /** Once is not measured: the compiler is still at work. */
    void warmUp() throws Exception {
        Rows dropped = new Rows();
        try (Pipeline ours = Chain.overWires(Upload.begin(), dropped::apply);
                Pipeline theirs = new SessionWindows(Upload.begin(), dropped)) {
            upload.send(ours);
            upload.send(theirs);
        }
    }

    void round(Consumer<String> progress) throws Exception {
        Rows ours = new Rows();
        Rows theirs = new Rows();
        Effort our;
        Effort their;
        try (Pipeline pipeline = Chain.overWires(Upload.begin(), ours::apply)) {
            our = upload.send(pipeline);
        }
        try (Pipeline pipeline = new SessionWindows(Upload.begin(), theirs)) {
            their = upload.send(pipeline);
        }
        rows.add(new Round(ours.written(), theirs.written()));
        speed.add(new Round(our.chunks() / our.processorSeconds(), their.chunks() / their.processorSeconds()));
        wrong = compare(ours, theirs);
        progress.accept(String.format(
                "%s, %d chunks: %d rows to %d, %.0f chunks a processor second to %.0f",
                name,
                our.chunks(),
                ours.written(),
                theirs.written(),
                our.chunks() / our.processorSeconds(),
                their.chunks() / their.processorSeconds()));
    }

    private static Wrong compare(Rows ours, Rows theirs) {
        Set<Range> conversations = new HashSet<>(ours.conversations());
        Set<Said> utterances = new HashSet<>(ours.utterances());
        return new Wrong(
                conversations.size(),
                unknown(theirs.conversations(), conversations),
                unknown(conversations, new HashSet<>(theirs.conversations())),
                utterances.size(),
                unknown(theirs.utterances(), utterances),
                unknown(utterances, new HashSet<>(theirs.utterances())));
    }

    private static <T> int unknown(Iterable<T> found, Set<T> known) {
        int unknown = 0;
        for (T each : found) if (!known.contains(each)) unknown++;
        return unknown;
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
