package io.colloquy.commands.hear;

import io.colloquy.cli.ProgressLine;
import io.colloquy.operators.core.stitch.WholeRecording;
import io.colloquy.operators.core.stitch.WholeRecording.Utterance;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.engine.SpeechRuntime;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Hears a recording as the job does: voice activity of each 30 s, then each utterance by itself. No more of the audio
 * is in memory than a few clips.
 */
final class LongRecording {
    /** Clips that are heard at once: enough for batches of one length. */
    private static final int AHEAD = 32;

    private final String name;
    private final SpooledSound sound;
    private final SpeechRuntime models;
    private final ProgressLine progress;
    private final List<SpeechInFile> speech = new ArrayList<>();

    private record Asked(Utterance utterance, CompletableFuture<Transcription> answer) {}

    /** @param name of the file, for messages */
    LongRecording(String name, SpooledSound sound, SpeechRuntime models, ProgressLine progress) {
        this.name = name;
        this.sound = sound;
        this.models = models;
        this.progress = progress;
    }

    /** @param told is told of each utterance in which something was said, as soon as it is known, in order */
    HeardFile hear(Definition definition, Consumer<HeardUtterance> told) throws IOException, InterruptedException {
        List<Utterance> utterances = utterances(definition);
        List<HeardUtterance> heard = new ArrayList<>();
        Deque<Asked> asked = new ArrayDeque<>();
        for (Utterance utterance : utterances) {
            if (asked.size() == AHEAD) tell(asked.remove(), heard, told);
            byte[] clip = sound.read(utterance.clipFrom(), utterance.clipTo());
            asked.add(new Asked(utterance, models.transcriber().transcribe(clip)));
            progress.update(name + ": heard " + heard.size() + " of " + utterances.size() + " utterances");
        }
        while (!asked.isEmpty()) tell(asked.remove(), heard, told);
        return HeardFile.inUtterances(name, sound.samples(), speech, heard);
    }

    private List<Utterance> utterances(Definition definition) throws IOException {
        WholeRecording whole = new WholeRecording(0, definition);
        for (long from = 0; from < sound.samples(); from += Timeline.PART_SAMPLES) {
            byte[] part = sound.read(from, Math.min(sound.samples(), from + Timeline.PART_SAMPLES));
            Intervals voice = models.detector().detect(part);
            whole.add(part, voice);
            for (int i = 0; i < voice.count(); i++) addSpeech(from + voice.from(i), from + voice.to(i));
            progress.update(name + ": looked for speech in " + Clock.of(from) + " of " + Clock.of(sound.samples()));
        }
        return whole.utterances();
    }

    /** Speech over the end of a part is one. */
    private void addSpeech(long from, long to) {
        int last = speech.size() - 1;
        if (last >= 0 && speech.get(last).to() == from) {
            speech.set(last, new SpeechInFile(speech.get(last).from(), to));
        } else {
            speech.add(new SpeechInFile(from, to));
        }
    }

    private void tell(Asked asked, List<HeardUtterance> heard, Consumer<HeardUtterance> told)
            throws InterruptedException {
        try {
            HeardUtterance utterance = HeardUtterance.of(asked.utterance, asked.answer.get());
            heard.add(utterance);
            if (!utterance.text().isEmpty()) told.accept(utterance);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the models fail on " + name + " at " + Clock.of(asked.utterance.from()), e.getCause());
        }
    }
}
