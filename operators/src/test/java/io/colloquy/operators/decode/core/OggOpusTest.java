package io.colloquy.operators.decode.core;

import static io.colloquy.operators.decode.core.Samples.chunk;
import static io.colloquy.operators.decode.core.Samples.opusPackets;
import static io.colloquy.operators.decode.core.Samples.record;
import static io.colloquy.operators.decode.core.Samples.shorts;
import static io.colloquy.operators.decode.core.Samples.tone;
import static io.colloquy.operators.decode.core.Samples.toneAndRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedRecord;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OggOpusTest {
    private static final int PRE_SKIP = 312;
    private static final List<byte[]> PACKETS = opusPackets(16_000, 1, tone(16_000, 1, 3));
    private static final byte[] FILE = OggFile.of(PACKETS, PRE_SKIP, 3 * 48_000 - 1_200);

    @Test
    void givesBackThePacketsThatWereWritten() throws Exception {
        OggOpus ogg = OggOpus.read(FILE);

        assertThat(ogg.channels()).isEqualTo(1);
        assertThat(ogg.preSkip()).isEqualTo(PRE_SKIP);
        assertThat(ogg.samples()).hasValue(3 * 48_000 - 1_200 - PRE_SKIP);
        assertThat(ogg.packets()).containsExactlyElementsOf(PACKETS);
    }

    @Test
    void joinsPacketsThatSpanPages() throws Exception {
        byte[] large = new byte[255 * 300];
        Arrays.fill(large, (byte) 7);
        List<byte[]> packets = List.of(PACKETS.get(0), large, PACKETS.get(1), new byte[255], PACKETS.get(2));

        assertThat(OggOpus.read(OggFile.of(packets, 0, 4_800)).packets()).containsExactlyElementsOf(packets);
    }

    @Test
    void decodesTheRecordingWithoutPreSkipAndPadding() throws Exception {
        DecodedChunk decoded = decode(FILE);

        assertThat(decoded.samples()).isEqualTo(48_000 - 400 - 104);
        double[] heard = toneAndRest(shorts(decoded.audio().pcm()), 8_000, 40_000);
        assertThat(heard[0]).isGreaterThan(4_000);
        assertThat(decoded.audio().concealedPackets()).isZero();
        assertThat(OggOpus.read(FILE).toPcm()).isEqualTo(decoded.audio().pcm());
    }

    @Test
    void countsAFileThatIsCutShortAsFarAsItGoes() throws Exception {
        DecodedChunk decoded = decode(Arrays.copyOf(FILE, FILE.length / 2));

        assertThat(decoded.samples()).isBetween(20_000, 28_000);
        assertThat(decoded.audio().concealedPackets()).isZero();
    }

    @Test
    void concealsThePacketsOfADamagedPage() throws Exception {
        byte[] damaged = FILE.clone();
        damaged[FILE.length / 2] ^= 0x10;

        DecodedChunk decoded = decode(damaged);

        assertThat(decoded.audio().concealedPackets()).isEqualTo(OggFile.PACKETS_PER_PAGE);
        assertThat(decoded.samples()).isEqualTo(decode(FILE).samples());
    }

    @Test
    void findsTheNextPageBehindRubbish() throws Exception {
        byte[] shifted = new byte[FILE.length + 1_000];
        System.arraycopy(FILE, 0, shifted, 1_000, FILE.length);

        assertThat(decode(shifted).audio().pcm()).isEqualTo(decode(FILE).audio().pcm());
    }

    @Test
    void callsAFileWithoutOpusUndecodable() {
        assertThat(reason(new byte[100])).isEqualTo("undecodable");
        assertThat(reason(Arrays.copyOf(FILE, 40))).isEqualTo("undecodable");
        assertThat(reason(OggFile.of(List.of(), PRE_SKIP, PRE_SKIP))).isEqualTo("undecodable");
        byte[] noHead = FILE.clone();
        noHead[30] ^= 1;
        assertThat(reason(noHead)).isEqualTo("undecodable");
    }

    private static DecodedChunk decode(byte[] file) throws RejectedRecord {
        return new ChunkDecoder().decode(record(chunk(new Format(Codec.OPUS, null, 1, Framing.OGG), file)));
    }

    private static String reason(byte[] file) {
        RejectedRecord rejected = catchThrowableOfType(RejectedRecord.class, () -> decode(file));
        assertThat(rejected).isNotNull();
        return rejected.reason();
    }
}
