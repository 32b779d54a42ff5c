package io.colloquy.local;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What a client of S3 signs its requests with.
 *
 * @param accessKey which client it is; no secret
 * @param secretKey what only the client and the server know
 */
public record S3Keys(String accessKey, String secretKey) {
    private static final int SECRET_BYTES = 20;

    public S3Keys {
        if (accessKey.isBlank() || secretKey.isBlank()) throw new IllegalArgumentException("a key of S3 is empty");
    }

    /** Keys that nobody else has. */
    public static S3Keys random() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new S3Keys("colloquy", HexFormat.of().formatHex(secret));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "S3Keys[" + accessKey + "]";
    }
}
