package io.colloquy.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.local.scoring.LedgerCheck.Sent;
import io.colloquy.local.scoring.Turn;
import io.colloquy.operators.decode.core.ChunkDecoder;
import io.colloquy.operators.decode.core.DecodedChunk;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkReader;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedRecord;
import io.colloquy.schemas.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        assertThat(recordings).hasSizeGreaterThanOrEqualTo(6);
        assertThat(recordings.stream().map(Recording::stream).distinct().count())
                .isGreaterThanOrEqualTo(3);
        assertThat(recordings)
                .allSatisfy(recording -> assertThat(recording.turns()).allSatisfy(turn -> assertThat(turn.start())
                        .isGreaterThan(recording.start())
                        .isLessThan(turn.end())
                        .isLessThan(recording.startOf(recording.packets().size()))));
    }

    @Test
    void pcmOfPiecesIsPcmOfTheWhole() {
        Recording market = recordings.stream()
                .filter(recording -> recording.name().equals("market"))
                .findFirst()
                .orElseThrow();
        byte[] whole = market.pcm(0, 500);
        byte[] piece = market.pcm(200, 450);
        assertThat(piece).isEqualTo(java.util.Arrays.copyOfRange(whole, 200 * 640, 450 * 640));
        assertThat(loudness(
                        market.pcm(0, market.packets().size()),
                        market,
                        market.turns().get(0)))
                .isGreaterThan(4 * loudness(whole, market, silenceBefore(market)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sendsEveryMomentOfTheRecordingsAndATenthAgain(long seed) throws RejectedRecord {
        ChunkPlan plan = ChunkPlan.of(recordings, seed);
        Map<StreamId, TreeMap<Long, Integer>> streams = new HashMap<>();
        Set<ChunkKey> keys = new HashSet<>();
        int repeats = 0;
        for (PlannedRecord record : plan.all()) {
            if (record.rejection() != null) continue;
            AudioChunk chunk = AudioChunkReader.read(record.value());
            if (!keys.add(chunk.key())) repeats++;
            assertThat(chunk.startedAt()).isEqualTo(record.startedAt());
            streams.computeIfAbsent(chunk.stream(), stream -> new TreeMap<>()).put(chunk.startedAt(), record.millis());
        }
        assertThat(repeats).isEqualTo(plan.repeats()).isGreaterThanOrEqualTo(keys.size() / 10);
        for (Recording recording : recordings)
            assertThat(millis(streams, recording)).isEqualTo(recording.millis());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void decodersAgreeOnWhatIsGoodAndWhatIsNot(long seed) throws RejectedRecord {
        ChunkDecoder decoder = new ChunkDecoder();
        for (PlannedRecord record : ChunkPlan.of(recordings, seed).all()) {
            RawRecord raw = new RawRecord(
                    record.key().getBytes(StandardCharsets.UTF_8), record.value(), new Origin("t", 0, 0), NOW);
            if (record.rejection() == null) {
                DecodedChunk chunk = decoder.decode(raw);
                assertThat(chunk.samples()).isEqualTo(record.millis() * 16);
            } else {
                assertThatThrownBy(() -> decoder.decode(raw))
                        .isInstanceOfSatisfying(RejectedRecord.class, e -> assertThat(e.reason())
                                .isEqualTo(record.rejection()));
            }
        }
    }

    @Test
    void holdsBackOnlyWhatNothingElseOfThePlanHolds() throws RejectedRecord {
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

    private static int millis(Map<StreamId, TreeMap<Long, Integer>> streams, Recording recording) {
        long end = recording.startOf(recording.packets().size());
        return streams.get(recording.stream()).subMap(recording.start(), end).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static List<String> values(long seed) {
        return ChunkPlan.of(recordings, seed).all().stream()
                .map(record -> record.key() + java.util.Arrays.hashCode(record.value()))
                .toList();
    }

    private static Turn silenceBefore(Recording recording) {
        Turn first = recording.turns().get(0);
        return new Turn(first.stream(), recording.start() + 200_000, first.start() - 50_000, "", "", 1);
    }

    private static double loudness(byte[] pcm, Recording recording, Turn turn) {
        java.nio.ShortBuffer samples = java.nio.ByteBuffer.wrap(pcm)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        int from = (int) ((turn.start() - recording.start()) * 2 / 125);
        int to = (int) ((turn.end() - recording.start()) * 2 / 125);
        double sum = 0;
        for (int i = from; i < to; i++) sum += (double) samples.get(i) * samples.get(i);
        return Math.sqrt(sum / (to - from));
    }
}
