package io.colloquy.bench.assemble;

/**
 * What RocksDB was asked for, by its own statistics.
 *
 * @param reads keys looked up, those that are not there included
 * @param seeks of iterators, as of timers
 * @param writes keys written or deleted
 * @param bytesRead of values, uncompressed
 * @param bytesWritten of keys and values, uncompressed
 */
record Traffic(long reads, long seeks, long writes, long bytesRead, long bytesWritten) {
    static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

    Traffic plus(Traffic other) {
        return new Traffic(
                reads + other.reads,
                seeks + other.seeks,
                writes + other.writes,
                bytesRead + other.bytesRead,
                bytesWritten + other.bytesWritten);
    }

    Traffic minus(Traffic other) {
        return new Traffic(
                reads - other.reads,
                seeks - other.seeks,
                writes - other.writes,
                bytesRead - other.bytesRead,
                bytesWritten - other.bytesWritten);
    }
}
