package io.colloquy.bench.arrival;

import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.demo.Recording;
import io.colloquy.speech.engine.SpeechRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The demo's recordings, delivered as devices do it: in order, shuffled, late, in two cuts, live and again from the
 * flash, and by a clock that was set back. Of each delivery Colloquy makes a log, and two others do that decide by when
 * something arrives or what the clock tells.
 */
public final class ArrivalBench {
    private final List<LogMaker> makers;
    private final Ear ear;
    private final Consumer<String> progress;

    private ArrivalBench(List<LogMaker> makers, Ear ear, Consumer<String> progress) {
        this.makers = makers;
        this.ear = ear;
        this.progress = progress;
    }

    /**
     * @param postgres on this machine, with a schema {@code colloquy} that is this benchmark's alone: it is emptied
     * @param progress takes a line now and then, for a person
     */
    public static ArrivalResult run(
            PostgresSettings postgres, List<Recording> recordings, SpeechRuntime models, Consumer<String> progress)
            throws Exception {
        List<LogMaker> makers = List.of(new ColloquyLog(postgres), new SessionWindowsLog(), new TurnstileLog());
        Ear ear = new Ear(models.detector(), models.transcriber());
        return new ArrivalBench(makers, ear, progress).result(new DeliveryPlans(recordings).all());
    }

    private ArrivalResult result(List<DeliveryPlan> plans) throws Exception {
        List<ArrivalScore> scores = new ArrayList<>();
        for (DeliveryPlan plan : plans) {
            for (LogMaker maker : makers) {
                progress.accept(plan.name() + ": " + maker.name());
                ear.takeSpent();
                ConversationLog log = maker.make(plan, ear);
                scores.add(ArrivalScore.of(plan, maker.name(), log, ear.takeSpent()));
            }
        }
        return new ArrivalResult(scores);
    }
}
