package io.colloquy.system.topology;

import io.colloquy.operators.core.RecordProvider;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RecordGoneException;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** The records that a test sends, by where they would lie in Kafka. */
public record SentRecords(Lookup lookup) implements RecordProvider {

    /** Says what lies there; null where nothing does any more. */
    public interface Lookup extends Serializable {
        RawRecord at(Origin origin);
    }

    @Override
    public Records open() {
        return new Records() {
            @Override
            public CompletableFuture<RawRecord> fetch(Origin origin) {
                RawRecord record = lookup.at(origin);
                return record == null
                        ? CompletableFuture.failedFuture(new RecordGoneException(origin))
                        : CompletableFuture.completedFuture(record);
            }

            @Override
            public void close() {}
        };
    }
}
