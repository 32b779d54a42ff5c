package io.colloquy.operators.flink.decode;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileStatus;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.core.plugin.PluginManager;

/** Stands in for S3: one object under every name but {@code missing.wav}, and faults on request. */
final class FaultyStorage extends LocalFileSystem implements FileSystemFactory {
    private final byte[] object;
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int failures;
    private volatile boolean hanging;

    private FaultyStorage(byte[] object) {
        this.object = object;
    }

    /** Makes Flink use it for {@code s3://}. */
    static FaultyStorage install(byte[] object) {
        FaultyStorage storage = new FaultyStorage(object);
        FileSystem.initialize(new Configuration(), new PluginManager() {
            @Override
            public <P> Iterator<P> load(Class<P> service) {
                return service == FileSystemFactory.class
                        ? List.of(service.cast(storage)).iterator()
                        : List.<P>of().iterator();
            }
        });
        return storage;
    }

    void failNext(int requests) {
        failures = requests;
    }

    void hang() {
        hanging = true;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        if (requests.incrementAndGet() <= failures) throw new IOException("503 Slow Down");
        if (path.getName().equals("missing.wav")) throw new FileNotFoundException(path.toString());
        return new LocalFileStatus(new java.io.File(path.getPath()), this) {
            @Override
            public long getLen() {
                return object.length;
            }
        };
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        if (hanging) awaitEnd();
        return new ObjectStream(object);
    }

    private void awaitEnd() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public String getScheme() {
        return "s3";
    }

    @Override
    public FileSystem create(URI uri) {
        return this;
    }

    private static final class ObjectStream extends FSDataInputStream {
        private final ByteArrayInputStream in;

        ObjectStream(byte[] object) {
            in = new ByteArrayInputStream(object);
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public void seek(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getPos() {
            throw new UnsupportedOperationException();
        }
    }
}
