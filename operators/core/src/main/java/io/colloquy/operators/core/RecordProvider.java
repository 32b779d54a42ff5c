package io.colloquy.operators.core;

import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RecordGoneException;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** Where operators get records again whose origin is all that they kept. */
public interface RecordProvider extends Serializable {

    /** Called on the machine that the operator runs on. Costs nothing until a record is asked for. */
    Records open();

    /** Access to records, from any thread. */
    interface Records extends AutoCloseable {

        /**
         * Fails with {@link RecordGoneException} where the record is no more, with any other exception where it can't be
         * asked for. Who answers may be needed for the next question, so must not be kept.
         */
        CompletableFuture<RawRecord> fetch(Origin origin);

        @Override
        void close();
    }
}
