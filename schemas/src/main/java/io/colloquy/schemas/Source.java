package io.colloquy.schemas;

import java.util.Locale;

/** How a chunk came. The order is the rank: the least one of a chunk's records is the chunk's own. */
public enum Source {
    LIVE,
    SYNC,
    BACKFILL;

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
