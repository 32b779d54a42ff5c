package io.colloquy.connectors.postgres;

import io.colloquy.schemas.StreamId;

/** An id that was published and taken back; it leads to whatever is at its anchor, µs since the epoch. */
record RetiredId(StreamId stream, String conversationId, long anchor) {}
