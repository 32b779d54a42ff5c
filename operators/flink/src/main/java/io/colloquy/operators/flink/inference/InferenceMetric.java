package io.colloquy.operators.flink.inference;

/**
 * What is measured of the models. Each metric carries the labels {@code role} ({@code vad}, {@code recognizer} or {@code
 * voiceprint}) and {@code model} (its file and what that holds), beside the operator's own. Names are promises.
 */
public enum InferenceMetric {
    /**
     * Histogram: from when a clip or part was handed to the models to when its first run began. A clip waits once, for the
     * recognizer: there is none of the voiceprint.
     */
    QUEUE_MILLIS("queueMillis"),
    /** Histogram: how long runs took that gave a result. */
    RUN_MILLIS("runMillis"),
    /** Histogram: clips or parts in such a run. */
    BATCH_SIZE("batchSize"),
    /** Histogram: what of such a run was padding. */
    PADDING_PERCENT("paddingPercent"),
    /** Counter: how much audio such runs were about. */
    AUDIO_MILLIS("audioMillis"),
    /** Gauge: seconds of audio for a second of the latest such runs. */
    REAL_TIME_FACTOR("realTimeFactor"),
    /** Gauge: runs at this moment. */
    IN_FLIGHT("inFlight"),
    /** Counter: batches that were cut into smaller ones. */
    SPLITS("splits"),
    /** Counter: runs that were tried again. */
    RETRIES("retries"),
    /** Counter, with a label {@code fault}: clips or parts without a result. */
    FAILURES("failures"),
    /** Counter: runs that were ended because they took too long. */
    DEADLINE_ENDS("deadlineEnds"),
    /** Gauge, with a label {@code device}: how many threads of the process may compute at once. */
    THREADS("threads"),
    /** Gauge, with a label {@code device}: how many batches may run at once. */
    MOST_IN_FLIGHT("mostInFlight");

    private final String metric;

    InferenceMetric(String metric) {
        this.metric = metric;
    }

    /** Its name, without what Flink puts before it. */
    public String metric() {
        return metric;
    }
}
