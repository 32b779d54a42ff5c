package io.colloquy.proof.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * RocksDB that is opened soon: on files in memory, where this machine has such, as to open one and to make a checkpoint
 * waits for the disk; and on one thread, as RocksDB starts fifteen others for each column family that it opens, which
 * was two thirds of a restore.
 */
final class InMemoryRocksDb {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 256L << 20;
    private static final Path FOLDER = folder();

    private InMemoryRocksDb() {}

    static StateBackend backend() {
        EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend();
        backend.setRocksDBOptions(new OpensOnOneThread());
        if (FOLDER != null) backend.setDbStoragePath(FOLDER.toString());
        return backend;
    }

    /** Of this process; null where files are better on the disk. */
    private static Path folder() {
        try {
            if (!Files.isWritable(SHARED_MEMORY)) return null;
            if (Files.getFileStore(SHARED_MEMORY).getUsableSpace() < ENOUGH_BYTES) return null;
            Path folder = Files.createTempDirectory(SHARED_MEMORY, "colloquy-rocksdb-");
            folder.toFile().deleteOnExit(); // each database removes its own before
            return folder;
        } catch (IOException e) {
            return null;
        }
    }

    private static final class OpensOnOneThread implements RocksDBOptionsFactory {
        private static final long serialVersionUID = 1;

        @Override
        public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> handlesToClose) {
            return current.setMaxFileOpeningThreads(1);
        }

        @Override
        public ColumnFamilyOptions createColumnOptions(
                ColumnFamilyOptions current, Collection<AutoCloseable> handlesToClose) {
            return current;
        }
    }
}
