package io.colloquy.operators.flink.inference;

import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceListener;
import io.colloquy.speech.api.ModelRole;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Shows as metrics of an operator what it hears of its models. A batch may hold clips of several subtasks; it shows at
 * one of them, so that sums over subtasks are right.
 */
public final class InferenceMetrics implements InferenceListener {
    private static final int KEPT = 1_000;
    private static final int PERCENT = 100;
    /** How much the latest run weighs in the real-time factor. */
    private static final double NEWS = 0.1;

    private final MetricGroup operator;
    /** Filled while the operator opens its models, before the first of them runs for it. */
    private final Map<ModelRole, OfModel> models = new EnumMap<>(ModelRole.class);

    /** @param operator the operator's own group */
    public InferenceMetrics(MetricGroup operator) {
        this.operator = operator;
    }

    @Override
    public void ready(ModelRole role, String name, Setup setup) {
        MetricGroup group = operator.addGroup("role", role.label()).addGroup("model", name);
        MetricGroup device = group.addGroup("device", setup.device());
        device.gauge(InferenceMetric.THREADS.metric(), (Gauge<Integer>) setup::threads);
        device.gauge(InferenceMetric.MOST_IN_FLIGHT.metric(), (Gauge<Integer>) setup::inFlight);
        models.put(role, new OfModel(role, group));
    }

    @Override
    public void waited(ModelRole role, Duration time) {
        models.get(role).queueMillis.update(time.toMillis());
    }

    @Override
    public void began(ModelRole role) {
        models.get(role).inFlight.incrementAndGet();
    }

    @Override
    public void ended(ModelRole role) {
        models.get(role).inFlight.decrementAndGet();
    }

    @Override
    public void ran(ModelRole role, Run run) {
        models.get(role).ran(run);
    }

    @Override
    public void split(ModelRole role) {
        models.get(role).splits.inc();
    }

    @Override
    public void retried(ModelRole role) {
        models.get(role).retries.inc();
    }

    @Override
    public void failed(ModelRole role, Fault fault) {
        models.get(role).failures.get(fault).inc();
    }

    @Override
    public void deadlineEnded(ModelRole role) {
        models.get(role).deadlineEnds.inc();
    }

    /** Of one model. */
    private static final class OfModel {
        private final MetricGroup group;
        /** A clip waits once, for the recogniser: null of voiceprints. */
        private final Histogram queueMillis;

        private final Histogram runMillis;
        private final Histogram batchSize;
        private final Histogram paddingPercent;
        private final Counter audioMillis;
        private final Counter splits;
        private final Counter retries;
        private final Counter deadlineEnds;
        private final Map<Fault, Counter> failures = new EnumMap<>(Fault.class);
        private final AtomicInteger inFlight = new AtomicInteger();
        private double realTimeFactor;

        OfModel(ModelRole role, MetricGroup group) {
            this.group = group;
            queueMillis = role == ModelRole.VOICEPRINT ? null : histogram(InferenceMetric.QUEUE_MILLIS);
            runMillis = histogram(InferenceMetric.RUN_MILLIS);
            batchSize = histogram(InferenceMetric.BATCH_SIZE);
            paddingPercent = histogram(InferenceMetric.PADDING_PERCENT);
            audioMillis = counter(group, InferenceMetric.AUDIO_MILLIS);
            splits = counter(group, InferenceMetric.SPLITS);
            retries = counter(group, InferenceMetric.RETRIES);
            deadlineEnds = counter(group, InferenceMetric.DEADLINE_ENDS);
            for (Fault fault : Fault.values())
                failures.put(fault, counter(group.addGroup("fault", fault.label()), InferenceMetric.FAILURES));
            group.gauge(InferenceMetric.IN_FLIGHT.metric(), (Gauge<Integer>) inFlight::get);
            group.gauge(InferenceMetric.REAL_TIME_FACTOR.metric(), (Gauge<Double>) this::realTimeFactor);
        }

        private Histogram histogram(InferenceMetric metric) {
            return group.histogram(metric.metric(), new DescriptiveStatisticsHistogram(KEPT));
        }

        private static Counter counter(MetricGroup group, InferenceMetric metric) {
            return group.counter(metric.metric(), new ThreadSafeSimpleCounter());
        }

        private void ran(Run run) {
            runMillis.update(run.time().toMillis());
            batchSize.update(run.items());
            paddingPercent.update(Math.round(PERCENT * run.paddedShare()));
            audioMillis.inc(run.audio().toMillis());
            update((double) run.audio().toNanos() / Math.max(1, run.time().toNanos()));
        }

        private synchronized void update(double factor) {
            realTimeFactor = realTimeFactor == 0 ? factor : (1 - NEWS) * realTimeFactor + NEWS * factor;
        }

        private synchronized double realTimeFactor() {
            return realTimeFactor;
        }
    }
}
