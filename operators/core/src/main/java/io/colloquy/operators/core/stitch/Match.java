package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Source;

/**
 * Two takes in which one sound was found.
 *
 * @param shift µs: what is at <i>t</i> in the one is at <i>t + shift</i> in the other, each by its own clock
 * @param frames of 20 ms that both have of it
 */
public record Match(Side one, Side other, long shift, int frames) {

    /** @param source of the take */
    record Side(TakeId take, Source source) {
        long start() {
            return take.start();
        }
    }

    /** The same, seen from the other side. */
    public Match turned() {
        return new Match(other, one, -shift, frames);
    }
}
