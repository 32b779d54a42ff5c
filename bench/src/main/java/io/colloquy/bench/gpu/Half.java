package io.colloquy.bench.gpu;

/** Numbers of 16 bits, IEEE 754. */
final class Half {
    private static final int BIAS = 127 - 15;
    private static final int FRACTION = 23 - 10;

    private Half() {}

    /** Cut off, not rounded; what is too small for it is 0. @param value of less than 65,504 either way */
    static short of(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int exponent = (bits >>> 23 & 0xFF) - BIAS;
        return (short) (exponent <= 0 ? sign : sign | exponent << 10 | (bits & 0x7FFFFF) >>> FRACTION);
    }
}
