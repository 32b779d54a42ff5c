package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.stitch.SameSound;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.oracle.Models;
import io.colloquy.proof.oracle.Models.Alignment;
import io.colloquy.proof.oracle.Models.Clusters;
import io.colloquy.proof.oracle.Models.Sameness;
import io.colloquy.proof.oracle.Models.Voice;
import io.colloquy.proof.oracle.Oracle;
import io.colloquy.proof.oracle.Oracle.Account;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.SpeakerEmbedding;
import io.colloquy.speech.diarization.VoiceClustering;
import io.colloquy.speech.diarization.VoiceClusters;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What must be stored of a stream in the end, whatever came when.
 *
 * @param accounts by day; repeats are in none of them
 */
public record Expected(
        StreamId stream, Uploads uploads, List<Conversation> conversations, SortedMap<Long, Account> accounts) {

    /**
     * The stand-in, and the product's own rules for one clustering of voices, whose input is what is defined. They are
     * made anew for each oracle, since they remember prints.
     */
    public static Models models() {
        return models(SameSound.BY_PRINT);
    }

    private static Models models(SameSound evidence) {
        return new Models(
                StandInModels::bounds,
                pcm -> frames(StandInModels.print(pcm)),
                new Evidence(evidence),
                StandInModels::words,
                clip -> StandInModels.transcribe(clip).embedding().vector(),
                voices -> clusters(VoiceClustering.ofUtterances(Definition.DEFAULT.voices()), voices),
                voices -> clusters(VoiceClustering.ofCentroids(Definition.DEFAULT.voices()), voices));
    }

    /** A print as the oracle takes it: a frame a byte. */
    public static byte[] frames(SoundPrint print) {
        byte[] frames = new byte[print.frames()];
        for (int i = 0; i < frames.length; i++) frames[i] = (byte) print.frame(i);
        return frames;
    }

    /** The job's evidence. The rule that is made of it is the oracle's own. */
    private static final class Evidence implements Sameness {
        private final SameSound same;
        private final Map<byte[], SoundPrint> prints = new IdentityHashMap<>();

        Evidence(SameSound same) {
            this.same = same;
        }

        @Override
        public Alignment align(byte[] one, byte[] other, int first, int last, int least) {
            SameSound.Alignment found = same.align(print(one), print(other), first, last, least);
            return of(found);
        }

        private static Alignment of(SameSound.Alignment found) {
            return found == null ? null : new Alignment(found.shift(), found.frames());
        }

        @Override
        public Alignment agree(byte[] one, byte[] other, int shift) {
            return of(same.agree(print(one), print(other), shift));
        }

        @Override
        public BitSet agreeing(byte[] one, byte[] other, int shift) {
            Intervals found = same.agreeing(print(one), print(other), shift);
            BitSet frames = new BitSet();
            for (int i = 0; i < found.count(); i++) frames.set(found.from(i), found.to(i));
            return frames;
        }

        private SoundPrint print(byte[] frames) {
            return prints.computeIfAbsent(frames, f -> {
                SoundPrint.Builder print = new SoundPrint.Builder(f.length);
                for (byte bits : f) print.add(bits);
                return print.build();
            });
        }
    }

    private static Clusters clusters(VoiceClustering clustering, List<Voice> voices) {
        VoiceClusters clusters = clustering.cluster(voices.stream()
                .map(voice -> new io.colloquy.speech.diarization.Voice(voice.vector(), voice.seconds()))
                .toList());
        return new Clusters(
                clusters.labels(),
                clusters.centroids().stream()
                        .map(voice ->
                                new Voice(SpeakerEmbedding.of(voice.vector()).vector(), voice.seconds()))
                        .toList());
    }

    public static Expected of(StreamId stream, Uploads uploads) {
        return of(stream, uploads, SameSound.BY_PRINT);
    }

    static Expected of(StreamId stream, Uploads uploads, SameSound evidence) {
        Oracle oracle = new Oracle(Definition.DEFAULT, stream, models(evidence));
        List<Chunk> chunks = uploads.effective();
        Oracle.Result result = oracle.result(chunks);
        return new Expected(stream, uploads, result.conversations(), result.accounts());
    }

    /** All conversations are as defined; every millisecond of every record is in its account, and none is pending. */
    public void assertStored(Storage storage) {
        assertStored(storage.conversations(), storage.days());
    }

    public void assertStored(List<Conversation> stored, List<DayRow> days) {
        assertThat(stored).as("conversations of %s", stream).isEqualTo(conversations);
        assertThat(days).allMatch(DayRow::balanced).allMatch(day -> day.pendingMs() == 0);
        assertThat(stored(days)).as("accounts of %s", stream).isEqualTo(withRepeats());
        assertThat(days.stream().mapToInt(DayRow::chunks).sum())
                .isEqualTo(uploads.records().size());
    }

    /** Without the days on which records were rejected and none accepted. */
    private static SortedMap<Long, Account> stored(List<DayRow> days) {
        SortedMap<Long, Account> stored = new TreeMap<>();
        for (DayRow day : days) {
            if (day.chunks() == 0) continue;
            stored.put(day.day(), new Account(day.speechMs(), day.silenceMs(), day.duplicateMs(), day.failedMs()));
        }
        return stored;
    }

    private SortedMap<Long, Account> withRepeats() {
        SortedMap<Long, Account> accounts = new TreeMap<>(this.accounts);
        for (Upload record : uploads.records()) addDuplicate(accounts, record.chunk(), 1);
        for (Chunk chunk : uploads.effective()) addDuplicate(accounts, chunk, -1);
        return accounts;
    }

    private static void addDuplicate(SortedMap<Long, Account> accounts, Chunk chunk, int times) {
        long millis = times * Timeline.millisWithin(0, chunk.pcm().length / 2);
        accounts.computeIfPresent(
                Timeline.day(chunk.key().start()),
                (day, a) -> new Account(a.speechMs(), a.silenceMs(), a.duplicateMs() + millis, a.failedMs()));
    }
}
