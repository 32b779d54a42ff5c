package io.colloquy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AudioChunkWriterTest {

    @Property(tries = 300)
    void readsBackFromJsonWhatItWrote(@ForAll("chunks") AudioChunk chunk) throws Exception {
        assertSame(AudioChunkReader.read(AudioChunkWriter.toJson(chunk)), chunk);
    }

    @Property(tries = 300)
    void readsBackFromCborWhatItWrote(@ForAll("chunks") AudioChunk chunk) throws Exception {
        assertSame(AudioChunkReader.read(AudioChunkWriter.toCbor(chunk)), chunk);
    }

    @Property(tries = 2_000)
    void rejectsMutatedRecordsOnlyWithAReason(
            @ForAll("chunks") AudioChunk chunk, @ForAll boolean cbor, @ForAll long seed) {
        byte[] value = cbor ? AudioChunkWriter.toCbor(chunk) : AudioChunkWriter.toJson(chunk);
        Random random = new Random(seed);
        for (int i = random.nextInt(4); i >= 0; i--)
            value[random.nextInt(Math.min(value.length, 250))] = (byte) random.nextInt();
        try {
            assertThat(AudioChunkReader.read(value)).isNotNull();
        } catch (RejectedException e) {
            assertThat(e.reason()).matches("(bad_json|bad_cbor|empty_audio|too_large|(missing|bad)_field:[a-z_]+)");
        } catch (Throwable e) {
            fail("not a rejection", e);
        }
    }

    private static void assertSame(AudioChunk read, AudioChunk written) {
        assertThat(read).usingRecursiveComparison().isEqualTo(written);
        if (written.audio() != null) assertThat(read.key()).isEqualTo(written.key());
    }

    @Provide
    Arbitrary<AudioChunk> chunks() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("._:-")
                .ofMinLength(1)
                .ofMaxLength(128);
        Arbitrary<StreamId> streams = Combinators.combine(names, names).as(StreamId::new);
        Arbitrary<Long> starts = Arbitraries.longs().between(946_684_800_000_000L, 4_102_444_800_000_000L);
        Arbitrary<byte[]> audio =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(400);
        Arbitrary<AudioChunk> inline = Combinators.combine(
                        names, streams, Arbitraries.of(Source.values()), starts, formats(), audio)
                .as((id, stream, source, start, format, bytes) ->
                        new AudioChunk(id, stream, source, start, format, bytes, null));
        Arbitrary<AudioChunk> stored = Combinators.combine(
                        names, streams, Arbitraries.of(Source.values()), starts, formats(), names)
                .as((id, stream, source, start, format, path) ->
                        new AudioChunk(id, stream, source, start, format, null, "s3://" + path));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, inline), net.jqwik.api.Tuple.of(1, stored));
    }

    private static Arbitrary<AudioChunk.Format> formats() {
        Arbitrary<Integer> channels = Arbitraries.of(1, 2);
        Arbitrary<Integer> rates = Arbitraries.integers().between(8_000, 48_000);
        return Arbitraries.oneOf(
                Combinators.combine(rates, channels).as(AudioChunk.Format::pcm),
                Combinators.combine(
                                Arbitraries.of(8_000, 12_000, 16_000, 24_000, 48_000),
                                channels,
                                Arbitraries.of(AudioChunk.Framing.values()))
                        .as(AudioChunk.Format::opus),
                Combinators.combine(
                                Arbitraries.of(AudioChunk.Codec.WAV, AudioChunk.Codec.FLAC),
                                rates.injectNull(0.5),
                                channels)
                        .as((codec, rate, count) -> new AudioChunk.Format(codec, rate, count, null)));
    }
}
