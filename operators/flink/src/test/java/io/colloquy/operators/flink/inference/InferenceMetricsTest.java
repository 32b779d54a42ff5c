package io.colloquy.operators.flink.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceListener.Run;
import io.colloquy.speech.api.InferenceListener.Setup;
import io.colloquy.speech.api.ModelRole;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InferenceMetricsTest {
    private final MetricListener reporter = new MetricListener();
    private final InferenceMetrics metrics = new InferenceMetrics(reporter.getMetricGroup());

    @BeforeEach
    void ready() {
        metrics.ready(ModelRole.RECOGNIZER, "encoder-1", new Setup("cuda:0", 16, 2));
    }

    private static String[] id(String... last) {
        return Stream.concat(Stream.of("role", "recognizer", "model", "encoder-1"), Stream.of(last))
                .toArray(String[]::new);
    }

    private static String[] id(InferenceMetric metric) {
        return switch (metric) {
            case FAILURES -> id("fault", "device-lost", metric.metric());
            case THREADS, MOST_IN_FLIGHT -> id("device", "cuda:0", metric.metric());
            default -> id(metric.metric());
        };
    }

    @ParameterizedTest
    @EnumSource
    void isThereFromTheBeginning(InferenceMetric metric) {
        assertThat(reporter.getMetric(Metric.class, id(metric))).isPresent();
    }

    /** It would stay empty: a clip waits once, for the recogniser. */
    @Test
    void voiceprintsHaveNoQueue() {
        metrics.ready(ModelRole.VOICEPRINT, "voice-1", new Setup("cuda:0", 16, 2));

        assertThat(reporter.getHistogram("role", "voiceprint", "model", "voice-1", "queueMillis"))
                .isEmpty();
    }

    @Test
    void showsWhatARunWasLike() {
        metrics.waited(ModelRole.RECOGNIZER, Duration.ofMillis(70));
        metrics.ran(ModelRole.RECOGNIZER, new Run(3, 0.25, Duration.ofSeconds(30), Duration.ofSeconds(2)));

        assertThat(mean(InferenceMetric.QUEUE_MILLIS)).isEqualTo(70);
        assertThat(mean(InferenceMetric.RUN_MILLIS)).isEqualTo(2_000);
        assertThat(mean(InferenceMetric.BATCH_SIZE)).isEqualTo(3);
        assertThat(mean(InferenceMetric.PADDING_PERCENT)).isEqualTo(25);
        assertThat(count(InferenceMetric.AUDIO_MILLIS)).isEqualTo(30_000);
        assertThat(gauge(InferenceMetric.REAL_TIME_FACTOR)).isEqualTo(15.0);
    }

    @Test
    void countsWhatWentWrong() {
        metrics.split(ModelRole.RECOGNIZER);
        metrics.retried(ModelRole.RECOGNIZER);
        metrics.deadlineEnded(ModelRole.RECOGNIZER);
        metrics.failed(ModelRole.RECOGNIZER, Fault.DEVICE_LOST);

        assertThat(Stream.of(
                        InferenceMetric.SPLITS,
                        InferenceMetric.RETRIES,
                        InferenceMetric.DEADLINE_ENDS,
                        InferenceMetric.FAILURES))
                .allMatch(metric -> count(metric) == 1);
    }

    @Test
    void showsWhatRunsNowAndWhatMayRun() {
        metrics.began(ModelRole.RECOGNIZER);
        metrics.began(ModelRole.RECOGNIZER);
        metrics.ended(ModelRole.RECOGNIZER);

        assertThat(gauge(InferenceMetric.IN_FLIGHT)).isEqualTo(1);
        assertThat(gauge(InferenceMetric.THREADS)).isEqualTo(16);
        assertThat(gauge(InferenceMetric.MOST_IN_FLIGHT)).isEqualTo(2);
    }

    @Test
    void tellsHowLongTheOldestIsPending() throws Exception {
        PendingSince pending = PendingSince.in(reporter.getMetricGroup());
        Gauge<Long> oldest = reporter.<Long>getGauge(PendingSince.METRIC).orElseThrow();
        assertThat(oldest.getValue()).isZero();
        long first = pending.begin();
        long began = System.nanoTime();
        long second = pending.begin();
        Thread.sleep(30);
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

        assertThat(oldest.getValue()).isGreaterThanOrEqualTo(waited);
        pending.end(second);
        assertThat(oldest.getValue()).as("the first still waits").isGreaterThanOrEqualTo(waited);
        pending.end(first);
        assertThat(oldest.getValue()).isZero();
    }

    private double mean(InferenceMetric metric) {
        return reporter.getHistogram(id(metric)).orElseThrow().getStatistics().getMean();
    }

    private long count(InferenceMetric metric) {
        return reporter.getCounter(id(metric)).orElseThrow().getCount();
    }

    private Object gauge(InferenceMetric metric) {
        return reporter.getGauge(id(metric)).orElseThrow().getValue();
    }
}
