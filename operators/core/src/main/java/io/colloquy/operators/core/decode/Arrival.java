package io.colloquy.operators.core.decode;

import io.colloquy.operators.core.Either;
import io.colloquy.operators.core.decode.Arrival.Decoded;
import io.colloquy.operators.core.decode.Arrival.Rejected;
import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.StreamId;
import java.util.function.Function;

/** What decoding makes of a record: one message for each part, or one for a rejected record. */
public sealed interface Arrival extends Either<Decoded, Rejected> {
    /** How arrivals travel. */
    MessageCodec<Arrival> CODEC = MessageCodec.of("arrival", new ArrivalLayout(), new ArrivalAudio());

    StreamId stream();

    /** A part of its chunk. */
    record Decoded(AudioPart part) implements Arrival {
        @Override
        public StreamId stream() {
            return part.stream();
        }

        @Override
        public <R> R match(Function<Decoded, R> decoded, Function<Rejected, R> rejected) {
            return decoded.apply(this);
        }
    }

    /**
     * A record that breaks the contract. It is only counted from here on.
     *
     * @param stream the device that its key names
     * @param day days since the epoch, UTC, of the record's time
     */
    record Rejected(StreamId stream, Origin origin, long day) implements Arrival {
        @Override
        public <R> R match(Function<Decoded, R> decoded, Function<Rejected, R> rejected) {
            return rejected.apply(this);
        }
    }
}
