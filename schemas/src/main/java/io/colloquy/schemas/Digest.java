package io.colloquy.schemas;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest as four big-endian longs: a value that compares by content (an array in a record would not) and
 * costs 32 bytes in state.
 */
public record Digest(long a, long b, long c, long d) implements Comparable<Digest> {

    /** Finishes {@code sha256} and takes what it digested. */
    public static Digest of(MessageDigest sha256) {
        ByteBuffer bytes = ByteBuffer.wrap(sha256.digest());
        return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }

    /** Its bits are as good as random, so some of them are as good as all. */
    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    /** The order of the hexadecimal forms. */
    @Override
    public int compareTo(Digest o) {
        int byA = Long.compareUnsigned(a, o.a);
        if (byA != 0) return byA;
        int byB = Long.compareUnsigned(b, o.b);
        if (byB != 0) return byB;
        int byC = Long.compareUnsigned(c, o.c);
        return byC != 0 ? byC : Long.compareUnsigned(d, o.d);
    }

    @Override
    public String toString() {
        return hex();
    }
}
