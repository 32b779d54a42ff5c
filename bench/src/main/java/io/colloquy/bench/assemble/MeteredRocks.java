package io.colloquy.bench.assemble;

import java.util.Collection;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/** RocksDB as the job has it, with its statistics switched on. For one operator. */
final class MeteredRocks implements RocksDBOptionsFactory {
    /**
     * Block cache and write buffers. They must hold the indexes of all files, which with audio in state are large: with
     * 64 MB and a hundred thousand utterances each lookup reads an index anew.
     */
    private static final String MEMORY = "256mb";

    private transient Statistics statistics;

    EmbeddedRocksDBStateBackend backend() {
        EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend(true);
        backend.getMemoryConfiguration().setFixedMemoryPerSlot(MEMORY);
        backend.setRocksDBOptions(this);
        return backend;
    }

    @Override
    public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> closedWithIt) {
        statistics = new Statistics();
        closedWithIt.add(statistics);
        return options.setStatistics(statistics);
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions options, Collection<AutoCloseable> closed) {
        return options;
    }

    Traffic traffic() {
        return new Traffic(
                count(TickerType.NUMBER_KEYS_READ),
                count(TickerType.NUMBER_DB_SEEK),
                count(TickerType.NUMBER_KEYS_WRITTEN),
                count(TickerType.BYTES_READ),
                count(TickerType.BYTES_WRITTEN));
    }

    private long count(TickerType ticker) {
        return statistics.getTickerCount(ticker);
    }
}
