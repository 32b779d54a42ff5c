package io.colloquy.connectors.kafka;

import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RecordGoneException;
import io.colloquy.schemas.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Fetches records by where they lie. Any thread may ask. One thread answers in batches, by one consumer without a
 * group; both begin with the first question.
 */
public final class KafkaRecords implements AutoCloseable {
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(1);
    private static final Duration TO_CLOSE = Duration.ofSeconds(10);
    /** The most records in a batch: at 350 KB each, some 20 MB. */
    private static final int BATCH = 64;
    /** The most that a broker sends of a partition at a time. All but the first record is more than was asked for. */
    private static final String FETCH_BYTES = Integer.toString(256 << 10);

    /**
     * How long a broker waits for more at the end of a partition. The consumer reads ahead, so it would always wait.
     */
    private static final String FETCH_WAIT_MS = "10";

    private final KafkaSettings settings;
    private final Duration patience;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private Thread reader;
    private boolean closed;

    public KafkaRecords(KafkaSettings settings) {
        this(settings, USUAL_PATIENCE);
    }

    /** @param patience how long brokers may be away before a question fails */
    public KafkaRecords(KafkaSettings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    /** A question. */
    record Request(Origin origin, CompletableFuture<RawRecord> answer) {}

    /**
     * Fetches the record at an origin. Fails with {@link RecordGoneException} if Kafka no longer holds it, and with
     * {@link UnreachableException} if Kafka can't be asked. It waits for a broker that is away. Do not block the thread
     * that completes this: it answers all other questions.
     */
    public CompletableFuture<RawRecord> fetch(Origin origin) {
        Request request = new Request(origin, new CompletableFuture<>());
        synchronized (this) {
            if (closed) throw new IllegalStateException("closed");
            if (reader == null) start();
            requests.add(request);
        }
        return request.answer();
    }

    private void start() {
        reader = new Thread(this::read, "fetch-records");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        List<Request> batch = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            while (!isClosed()) {
                batch.add(requests.take());
                requests.drainTo(batch, BATCH - 1);
                answer(batch, consumer);
                batch.clear();
            }
        } catch (InterruptedException e) {
            // closed
        } catch (RuntimeException e) {
            stop();
            requests.drainTo(batch);
            fail(batch, e);
        } finally {
            requests.drainTo(batch);
            fail(batch, new KafkaException("closed"));
        }
    }

    private void answer(List<Request> batch, KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        try {
            new BatchRead(consumer, patience, batch).run();
        } catch (InterruptException e) {
            Thread.interrupted(); // or the consumer could not be closed
            throw new InterruptedException();
        } catch (KafkaException e) {
            fail(batch, e);
        }
    }

    /** Fails the questions that have no answer yet. */
    private void fail(List<Request> batch, RuntimeException cause) {
        for (Request request : batch) {
            if (request.answer().isDone()) continue;
            request.answer().completeExceptionally(unreachable(request.origin(), cause));
        }
    }

    private UnreachableException unreachable(Origin origin, RuntimeException cause) {
        return new UnreachableException(
                "Can't read the record at " + origin + " from " + settings + ": " + cause.getMessage()
                        + " Check that the brokers run and let this client read the topic.",
                cause);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        properties.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        properties.putAll(settings.properties());
        properties.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void stop() {
        closed = true;
    }

    /** Questions without an answer fail. */
    @Override
    public void close() {
        stop();
        if (reader == null) return;
        reader.interrupt();
        try {
            reader.join(TO_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
