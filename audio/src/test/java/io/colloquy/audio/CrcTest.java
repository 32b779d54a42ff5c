package io.colloquy.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The check values of the catalogue of parametrised CRC algorithms (reveng.sourceforge.io): of the digits 1 to 9. */
class CrcTest {
    private static final byte[] DIGITS = "x123456789x".getBytes(StandardCharsets.US_ASCII);

    private static int of(Crc crc) {
        return crc.of(DIGITS, 1, DIGITS.length - 1);
    }

    @Test
    void isWhatTheCatalogueSays() {
        assertThat(of(new Crc(8, 0x07))).as("CRC-8/SMBUS").isEqualTo(0xf4);
        assertThat(of(new Crc(16, 0x8005))).as("CRC-16/UMTS").isEqualTo(0xfee8);
        assertThat(~of(new Crc(32, 0x04c11db7)))
                .as("CRC-32/CKSUM, which is inverted at the end")
                .isEqualTo(0x765e7680);
    }

    @Test
    void ofNothingIsZero() {
        assertThat(new Crc(32, 0x04c11db7).of(DIGITS, 3, 3)).isZero();
    }
}
