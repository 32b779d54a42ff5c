package io.colloquy.operators.core;

import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RecordGoneException;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** Where operators fetch records again of which they kept only the origin. */
public interface RecordProvider extends Serializable {

    /** Called on the machine that the operator runs on. Costs nothing until a record is asked for. */
    Records open();

    /** Access to records, from any thread. */
    interface Records extends AutoCloseable {

        /**
         * Fetches a record. Fails with {@link RecordGoneException} if Kafka no longer holds it, and with another
         * exception if Kafka can't be asked. Do not block the thread that completes this: it fetches the next record,
         * too.
         */
        CompletableFuture<RawRecord> fetch(Origin origin);

        @Override
        void close();
    }
}
