package io.colloquy.operators.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.state.Keys;
import io.colloquy.operators.core.state.StateFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The bytes by which every savepoint tells how its values are written. */
class FormatSnapshotTest {
    /** Length and name of the class, its version, length and id of the format, and the format's version. */
    private static final String GOLDEN = "0030" + hex("io.colloquy.operators.flink.state.FormatSnapshot") + "00000001"
            + "000a" + hex("audio-part") + "00000001";

    @Test
    void writesTheBytesThatItAlwaysWrote() throws IOException {
        assertThat(written(AudioPart.CODEC)).isEqualTo(GOLDEN);
    }

    @Test
    void findsTheFormatAgainByItsId() throws IOException {
        TypeSerializerSnapshot<Object> read = read(GOLDEN);
        assertThat(read.restoreSerializer()).isEqualTo(new FormatSerializer<>(AudioPart.CODEC));
    }

    @Test
    void tellsWhoReadsAnUnknownFormatThatItIsOfAnotherProgram() throws IOException {
        String unknown = GOLDEN.replace("000a" + hex("audio-part"), "0007" + hex("unknown"));
        TypeSerializerSnapshot<Object> read = read(unknown);
        assertThatThrownBy(() -> read.restoreSerializer().deserialize(new DataInputDeserializer(new byte[9])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("the format unknown", "or a later one");
    }

    @Test
    void doesNotGoOnFromAnotherFormatOrALaterVersion() throws IOException {
        var now = new FormatSnapshot<>(AudioPart.CODEC);
        assertThat(now.resolveSchemaCompatibility(new FormatSnapshot<>(AudioPart.CODEC))
                        .isCompatibleAsIs())
                .isTrue();
        @SuppressWarnings("unchecked") // that it is of another type is the point
        var other = (FormatSnapshot<AudioPart>) (FormatSnapshot<?>) new FormatSnapshot<>(Keys.STREAM);
        assertThat(now.resolveSchemaCompatibility(other).isIncompatible()).isTrue();
        @SuppressWarnings("unchecked") // read as what it says it is
        var later = (TypeSerializerSnapshot<AudioPart>)
                (TypeSerializerSnapshot<?>) read(GOLDEN.replaceFirst("00000001$", "00000002"));
        assertThat(now.resolveSchemaCompatibility(later).isIncompatible()).isTrue();
    }

    private static <V> String written(StateFormat<V> format) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, new FormatSnapshot<>(format));
        return HexFormat.of().formatHex(out.getCopyOfBuffer());
    }

    private static TypeSerializerSnapshot<Object> read(String hex) throws IOException {
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(HexFormat.of().parseHex(hex)), FormatSnapshotTest.class.getClassLoader());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
