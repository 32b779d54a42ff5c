package io.colloquy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.demo.scoring.LedgerCheck.Sent;
import io.colloquy.demo.scoring.Turn;
import io.colloquy.operators.core.decode.ChunkDecoder;
import io.colloquy.operators.core.decode.DecodedChunk;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.AudioChunkReader;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkPlanTest {
    private static final long NOW = 1_790_000_000_000L;
    private static List<Recording> recordings;

    @BeforeAll
    static void load() throws IOException {
        recordings = Recordings.load(Path.of("../models/recordings"));
    }

    @Test
    void recordingsHoldTheirTurns() {
        assertThat(recordings.stream().map(Recording::stream).distinct()).hasSize(4);
        assertThat(recordings.stream().mapToInt(Recording::millis).sum()).isGreaterThan(25 * 60_000);
        assertThat(recordings.stream()
                        .flatMap(recording -> recording.turns().stream())
                        .map(Turn::conversation)
                        .distinct()
                        .count())
                .isGreaterThanOrEqualTo(12);
        assertThat(recordings)
                .allSatisfy(recording -> assertThat(recording.turns()).allSatisfy(turn -> assertThat(turn.start())
                        .isGreaterThan(recording.start())
                        .isLessThan(turn.end())
                        .isLessThan(recording.startOf(recording.packets().size()))));
    }

    @Test
    void turnsLieWhereTheSoundIsLoud() {
        Recording market = named("market");
        short[] samples = market.decode(Recording.RATE);
        assertThat(loudness(samples, market, market.turns().get(0)))
                .isGreaterThan(4 * loudness(samples, market, silenceBefore(market)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sendsEveryMomentOfTheRecordingsAndATenthAgain(long seed) throws RejectedException {
        ChunkPlan plan = ChunkPlan.of(recordings, seed);
        Set<ChunkKey> keys = new HashSet<>();
        long millis = 0;
        int repeats = 0;
        for (PlannedRecord record : plan.all()) {
            if (record.rejection() != null) continue;
            AudioChunk chunk = AudioChunkReader.read(record.value());
            assertThat(chunk.startedAt()).isEqualTo(record.startedAt());
            if (keys.add(chunk.key())) millis += record.millis();
            else repeats++;
        }
        assertThat(repeats).isEqualTo(plan.repeats()).isGreaterThanOrEqualTo(keys.size() / 10);
        int silence = 6_000 - Encoding.TRUNCATED_WAV.lostMillis();
        assertThat(millis)
                .isEqualTo(silence
                        + recordings.stream().mapToLong(Recording::millis).sum());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sendsEveryFormatOfTheContract(long seed) throws RejectedException {
        Set<Codec> codecs = new HashSet<>();
        Set<Framing> framings = new HashSet<>();
        for (PlannedRecord record : ChunkPlan.of(recordings, seed).all()) {
            if (record.rejection() != null) continue;
            Format format = AudioChunkReader.read(record.value()).format();
            codecs.add(format.codec());
            if (format.framing() != null) framings.add(format.framing());
        }
        assertThat(codecs).containsExactlyInAnyOrder(Codec.values());
        assertThat(framings).containsExactlyInAnyOrder(Framing.values());
    }

    @Test
    void reusesIdsForOtherAudio() throws RejectedException {
        Map<String, Set<ChunkKey>> audioById = new HashMap<>();
        for (PlannedRecord record : ChunkPlan.of(recordings, 1).all()) {
            if (record.rejection() != null) continue;
            AudioChunk chunk = AudioChunkReader.read(record.value());
            audioById.computeIfAbsent(chunk.chunkId(), id -> new HashSet<>()).add(chunk.key());
        }
        assertThat(audioById.values()).anyMatch(audio -> audio.size() > 1);
    }

    @Test
    void oneDeviceTellsWholeSecondsAndItsTurnsMoveWithIt() throws RejectedException {
        ChunkPlan plan = ChunkPlan.of(recordings, 1);
        Recording walk = named("walk");
        for (PlannedRecord record : plan.all()) {
            if (record.rejection() != null || !record.key().equals(walk.stream().deviceId())) continue;
            assertThat(record.startedAt() % 1_000_000).isZero();
        }
        List<Turn> told = plan.toldTurns().stream()
                .filter(turn -> turn.speaker().equals("Paul"))
                .toList();
        List<Turn> spoken = recordings.stream()
                .flatMap(recording -> recording.turns().stream())
                .filter(turn -> turn.speaker().equals("Paul"))
                .toList();
        assertThat(told).hasSameSizeAs(spoken);
        for (int i = 0; i < told.size(); i++) {
            boolean truncates = spoken.get(i).stream().equals(walk.stream());
            assertThat(spoken.get(i).start() - told.get(i).start()).isBetween(0L, truncates ? 999_999L : 0L);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void decodersAgreeOnWhatIsGoodAndWhatIsNot(long seed) throws RejectedException {
        ChunkDecoder decoder = new ChunkDecoder();
        for (PlannedRecord record : ChunkPlan.of(recordings, seed).all()) {
            RawRecord raw = new RawRecord(
                    record.key().getBytes(StandardCharsets.UTF_8), record.value(), new Origin("t", 0, 0), NOW);
            if (record.rejection() == null) {
                DecodedChunk chunk = decoder.decode(raw);
                assertThat(chunk.samples()).as("%s", chunk.chunkId()).isEqualTo(record.millis() * 16);
            } else {
                assertThatThrownBy(() -> decoder.decode(raw))
                        .isInstanceOfSatisfying(RejectedException.class, e -> assertThat(e.reason())
                                .isEqualTo(record.rejection()));
            }
        }
    }

    @Test
    void holdsBackOnlyWhatNothingElseOfThePlanHolds() throws RejectedException {
        ChunkPlan plan = ChunkPlan.of(recordings, 1);
        Set<ChunkKey> opening = new HashSet<>();
        for (PlannedRecord record : plan.opening()) {
            if (record.rejection() == null)
                opening.add(AudioChunkReader.read(record.value()).key());
        }
        assertThat(plan.heldBack()).isNotEmpty();
        for (PlannedRecord record : plan.heldBack()) {
            assertThat(opening)
                    .doesNotContain(AudioChunkReader.read(record.value()).key());
        }
    }

    @Test
    void theSeedAloneDecides() {
        assertThat(values(1)).isEqualTo(values(1)).isNotEqualTo(values(2));
    }

    @Test
    void accountsForGoodRecordsByDeviceAndDay() {
        ChunkPlan plan = ChunkPlan.of(recordings, 1);
        int good = plan.all().size() - PlannedRecord.rejections(plan.all()).size();
        assertThat(PlannedRecord.accounts(plan.all()).values().stream()
                        .mapToInt(Sent::chunks)
                        .sum())
                .isEqualTo(good);
        assertThat(PlannedRecord.accounts(plan.all()).keySet())
                .anyMatch(day -> day.toString().contains("pendant"));
    }

    private static Recording named(String name) {
        return recordings.stream()
                .filter(recording -> recording.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> values(long seed) {
        return ChunkPlan.of(recordings, seed).all().stream()
                .map(record -> record.key() + Arrays.hashCode(record.value()))
                .toList();
    }

    private static Turn silenceBefore(Recording recording) {
        Turn first = recording.turns().get(0);
        return new Turn(first.stream(), recording.start() + 200_000, first.start() - 50_000, "", "", 1);
    }

    private static double loudness(short[] samples, Recording recording, Turn turn) {
        int from = (int) ((turn.start() - recording.start()) * 2 / 125);
        int to = (int) ((turn.end() - recording.start()) * 2 / 125);
        double sum = 0;
        for (int i = from; i < to; i++) sum += (double) samples[i] * samples[i];
        return Math.sqrt(sum / (to - from));
    }
}
