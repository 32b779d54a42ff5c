package io.colloquy.bench.arrival;

import io.colloquy.bench.arrival.ConversationLog.Logged;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.operators.core.stitch.WholeRecording;
import io.colloquy.operators.core.stitch.WholeRecording.Utterance;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An utterance that one of the others has heard.
 *
 * @param start by the device's clock, µs since the epoch
 * @param end by the device's clock, µs since the epoch
 */
record HeardLine(long start, long end, String text, List<RecordedSpan> sound) {

    /** What is said in sound of which the detector knows where somebody speaks. */
    static List<HeardLine> in(SplicedSound.Splice splice, Function<byte[], Intervals> detector, Ear ear) {
        List<HeardLine> lines = new ArrayList<>();
        for (Utterance utterance : utterances(splice.start(), splice.pcm(), detector))
            lines.add(line(utterance, splice, ear));
        return lines;
    }

    /**
     * Where in it somebody speaks, by the same rule for utterances and clips as Colloquy's.
     *
     * @param start µs since the epoch
     */
    static List<Utterance> utterances(long start, byte[] pcm, Function<byte[], Intervals> detector) {
        WholeRecording whole = new WholeRecording(start, Definition.DEFAULT);
        int bytes = Timeline.PART_SAMPLES * Short.BYTES;
        for (int from = 0; from < pcm.length; from += bytes) {
            byte[] part = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + bytes));
            whole.add(part, detector.apply(part));
        }
        return whole.utterances();
    }

    private static HeardLine line(Utterance utterance, SplicedSound.Splice splice, Ear ear) {
        byte[] clip = Arrays.copyOfRange(
                splice.pcm(), (int) utterance.clipFrom() * Short.BYTES, (int) utterance.clipTo() * Short.BYTES);
        String text = ear.transcribe(clip).words().stream().map(Word::w).collect(Collectors.joining(" "));
        return new HeardLine(
                splice.start() + Timeline.micros(utterance.from()),
                splice.start() + Timeline.micros(utterance.to()),
                text,
                splice.recorded((int) utterance.from(), (int) utterance.to()));
    }

    /** As a row of a conversation. */
    Logged logged(StreamId stream, String conversation) {
        return new Logged(new FoundUtterance(stream, conversation, start, end, null, text), sound);
    }
}
