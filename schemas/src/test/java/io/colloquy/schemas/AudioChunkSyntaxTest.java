package io.colloquy.schemas;

import static io.colloquy.schemas.ChunkRecords.bytes;
import static io.colloquy.schemas.ChunkRecords.cbor;
import static io.colloquy.schemas.ChunkRecords.good;
import static io.colloquy.schemas.ChunkRecords.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no record at all, as JSON or as CBOR. */
class AudioChunkSyntaxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "17",
                "{",
                "{\"schema\":1",
                "{\"schema\" 1}",
                "{\"schema\":1,}",
                "{\"schema\":01}",
                "{'schema':1}",
                "{\"schema\":1}{}",
                "{\"schema\":1} x",
                "{\"schema\":1,\"schema\":1}",
                "{\"audio\":\"AQ",
                "{\"schema\":NaN}",
                "hello",
                "\u0000"
            })
    void callsWhatIsNoJsonObjectBadJson(String text) {
        assertThat(rejection(bytes(text)).reason()).isEqualTo("bad_json");
    }

    @Test
    void callsATombstoneBadJson() {
        assertThat(rejection(null).reason()).isEqualTo("bad_json");
    }

    @Test
    void callsBrokenTextBadJson() {
        byte[] value = bytes("{\"chunk_id\":\"??\"}");
        value[13] = (byte) 0xC3;
        value[14] = (byte) 0x28;

        assertThat(rejection(value).reason()).isEqualTo("bad_json");
    }

    @Test
    void callsEndlessNestingBadJson() throws Exception {
        String nest = "{\"a\":".repeat(200_000);

        RejectedException rejection = rejection(bytes(nest));

        assertThat(rejection.reason()).isEqualTo("bad_json");
        assertThat(rejection.detail()).contains("nesting");
        byte[] arrays = new byte[300_000];
        Arrays.fill(arrays, (byte) 0x81);
        arrays[0] = (byte) 0xA1;
        arrays[1] = 0x60;
        assertThat(rejection(arrays).reason()).isEqualTo("bad_cbor");
    }

    @Test
    void callsBrokenCborBadCbor() throws Exception {
        byte[] value = cbor(good());

        assertThat(rejection(Arrays.copyOf(value, value.length - 1)).reason()).isEqualTo("bad_cbor");
        assertThat(rejection(Arrays.copyOf(value, value.length + 1)).reason()).isEqualTo("bad_cbor");
        assertThat(rejection(new byte[] {(byte) 0x83, 1, 2, 3}).reason()).isEqualTo("bad_cbor");
        assertThat(rejection(new byte[] {(byte) 0xFF}).reason()).isEqualTo("bad_cbor");
        // A byte string that claims 2 GiB.
        assertThat(rejection(new byte[] {(byte) 0xA1, 0x65, 'a', 'u', 'd', 'i', 'o', 0x5A, 0x7F, -1, -1, -1, 0})
                        .reason())
                .isEqualTo("bad_cbor");
    }
}
