package io.colloquy.operators.core.assemble;

import io.colloquy.schemas.Digest;
import java.nio.charset.StandardCharsets;

/**
 * How far a stream has been published again because somebody asked for it.
 *
 * @param request names what was asked: a number that comes of its name
 * @param next the first bucket that is still to be published; {@link Long#MAX_VALUE} where none is
 */
public record PublishedAgain(long request, long next) {
    /** Nobody has asked. */
    static final PublishedAgain NEVER = new PublishedAgain(0, Long.MAX_VALUE);

    /** All of it is still to be published. @param name of the request; empty where there is none */
    static PublishedAgain requested(String name) {
        if (name.isEmpty()) return NEVER;
        var sha256 = Digest.sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        return new PublishedAgain(Digest.of(sha256).a(), Long.MIN_VALUE);
    }

    boolean isDone() {
        return next == Long.MAX_VALUE;
    }

    PublishedAgain until(long bucket) {
        return new PublishedAgain(request, bucket);
    }
}
