package io.colloquy.audio;

import static io.colloquy.samples.SampleSounds.opusPackets;
import static io.colloquy.samples.SampleSounds.shorts;
import static io.colloquy.samples.SampleSounds.tone;
import static io.colloquy.samples.SampleSounds.toneAndRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colloquy.samples.OggSample;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OggOpusTest {
    private static final int PRE_SKIP = 312;
    private static final List<byte[]> PACKETS = opusPackets(16_000, 1, tone(16_000, 1, 3));
    private static final byte[] FILE = OggSample.of(PACKETS, PRE_SKIP, 3 * 48_000 - 1_200);

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

        assertThat(OggOpus.read(OggSample.of(packets, 0, 4_800)).packets()).containsExactlyElementsOf(packets);
    }

    @Test
    void decodesTheRecordingWithoutPreSkipAndPadding() throws Exception {
        DecodedAudio decoded = decode(FILE);

        assertThat(decoded.samples()).isEqualTo(48_000 - 400 - 104);
        double[] heard = toneAndRest(shorts(decoded.pcm()), 8_000, 40_000);
        assertThat(heard[0]).isGreaterThan(4_000);
        assertThat(decoded.concealedPackets()).isZero();
    }

    @Test
    void countsAFileThatIsCutShortAsFarAsItGoes() throws Exception {
        DecodedAudio decoded = decode(Arrays.copyOf(FILE, FILE.length / 2));

        assertThat(decoded.samples()).isBetween(20_000, 28_000);
        assertThat(decoded.concealedPackets()).isZero();
    }

    @Test
    void concealsThePacketsOfADamagedPage() throws Exception {
        byte[] damaged = FILE.clone();
        damaged[FILE.length / 2] ^= 0x10;

        DecodedAudio decoded = decode(damaged);

        assertThat(decoded.concealedPackets()).isEqualTo(OggSample.PACKETS_PER_PAGE);
        assertThat(decoded.samples()).isEqualTo(decode(FILE).samples());
    }

    @Test
    void findsTheNextPageBehindRubbish() throws Exception {
        byte[] shifted = new byte[FILE.length + 1_000];
        System.arraycopy(FILE, 0, shifted, 1_000, FILE.length);

        assertThat(decode(shifted).pcm()).isEqualTo(decode(FILE).pcm());
    }

    @Test
    void appliesTheGainThatTheFileAsksFor() throws Exception {
        byte[] quieter = FILE.clone();
        int gain = -6 * 256;
        quieter[28 + 16] = (byte) gain;
        quieter[28 + 17] = (byte) (gain >> 8);
        OggSample.repair(quieter);

        double[] before = toneAndRest(shorts(decode(FILE).pcm()), 8_000, 40_000);
        double[] heard = toneAndRest(shorts(decode(quieter).pcm()), 8_000, 40_000);
        assertThat(heard[0] / before[0]).isBetween(0.49, 0.51);
    }

    @Test
    void takesThePacketsOfTheFirstStreamAlone() throws Exception {
        byte[] other = FILE.clone();
        for (int at = 0; at < other.length - 27; at++) {
            if (other[at] == 'O' && other[at + 1] == 'g' && other[at + 2] == 'g') other[at + 14] = 0x77;
        }
        OggSample.repair(other);
        byte[] both = Arrays.copyOf(FILE, FILE.length + other.length);
        System.arraycopy(other, 0, both, FILE.length, other.length);

        assertThat(OggOpus.read(both).packets()).containsExactlyElementsOf(PACKETS);
    }

    @Test
    void readsUpToTheLastByte() throws Exception {
        assertThat(OggOpus.read(OggSample.of(List.of(new byte[0]), 0, 0)).packets())
                .containsExactly(new byte[0]);
        assertThat(OggOpus.read(Arrays.copyOf(FILE, FILE.length - 1)).packets()).hasSize(PACKETS.size() - 1);
        byte[] head = OggSample.of(List.of(), PRE_SKIP, PRE_SKIP);
        assertThat(OggOpus.read(Arrays.copyOf(head, 28 + 19)).packets()).isEmpty();
    }

    @Test
    void saysHowManyPacketsADamagedPageHeld() throws Exception {
        for (int page : new int[] {2, 3, 6, lastPage()}) {
            byte[] damaged = FILE.clone();
            damaged[offset(page) + 60] ^= 1;

            List<byte[]> packets = OggOpus.read(damaged).packets();

            int from = (page - 2) * OggSample.PACKETS_PER_PAGE;
            assertThat(packets).hasSameSizeAs(PACKETS);
            for (int i = 0; i < packets.size(); i++) {
                boolean lost = i >= from && i < from + OggSample.PACKETS_PER_PAGE;
                assertThat(packets.get(i)).isEqualTo(lost ? new byte[0] : PACKETS.get(i));
            }
        }
    }

    /** Where its beginning is lost with the page before, the packet is lost, and where its end is, too. */
    @Test
    void losesAPacketOfWhichAPageIsDamaged() throws Exception {
        byte[] large = new byte[255 * 600];
        List<byte[]> packets = List.of(PACKETS.get(0), large, PACKETS.get(1));
        byte[] file = OggSample.of(packets, 0, 4_800);
        for (int page = 2; page <= 4; page++) {
            byte[] damaged = file.clone();
            damaged[offset(file, page) + 27 + 255 + 9] ^= 1;

            List<byte[]> read = OggOpus.read(damaged).packets();

            assertThat(read).as("page %d", page).hasSizeBetween(2, 3);
            assertThat(read).noneMatch(packet -> packet.length >= 255);
            if (page > 2) assertThat(read.get(0)).isEqualTo(PACKETS.get(0));
            if (page < 4) assertThat(read.get(read.size() - 1)).isEqualTo(PACKETS.get(1));
        }
    }

    @Test
    void callsAFileWithoutOpusUndecodable() {
        assertThat(reason(new byte[100])).isEqualTo("undecodable");
        assertThat(reason(Arrays.copyOf(FILE, 40))).isEqualTo("undecodable");
        assertThat(reason(OggSample.of(List.of(), PRE_SKIP, PRE_SKIP))).isEqualTo("undecodable");
        for (int[] change : new int[][] {{9, 0}, {9, 3}, {18, 1}}) {
            byte[] surround = FILE.clone();
            surround[28 + change[0]] = (byte) change[1];
            OggSample.repair(surround);
            assertThat(reason(surround)).as("more or other channels").isEqualTo("undecodable");
        }
        byte[] noHead = FILE.clone();
        noHead[30] ^= 1;
        assertThat(reason(noHead)).isEqualTo("undecodable");
    }

    private static int lastPage() {
        return 1 + PACKETS.size() / OggSample.PACKETS_PER_PAGE;
    }

    private static int offset(int page) {
        return offset(FILE, page);
    }

    /** Where the page begins; the first two hold the headers. */
    private static int offset(byte[] file, int page) {
        int at = 0;
        for (int before = 0; before < page; before++) {
            int segments = file[at + 26] & 0xFF;
            int body = 0;
            for (int i = 0; i < segments; i++) body += file[at + 27 + i] & 0xFF;
            at += 27 + segments + body;
        }
        return at;
    }

    private static DecodedAudio decode(byte[] file) throws RejectedException {
        return new AudioDecoders().decode(file, new Format(Codec.OPUS, null, 1, Framing.OGG));
    }

    private static String reason(byte[] file) {
        RejectedException rejected = catchThrowableOfType(RejectedException.class, () -> decode(file));
        assertThat(rejected).isNotNull();
        return rejected.reason();
    }
}
