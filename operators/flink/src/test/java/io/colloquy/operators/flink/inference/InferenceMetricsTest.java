package io.colloquy.operators.flink.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceListener.Run;
import io.colloquy.speech.api.InferenceListener.Setup;
import io.colloquy.speech.api.ModelRole;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.runtime.metrics.MetricRegistry;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.metrics.MetricRegistryTestUtils;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.junit.jupiter.api.Test;

class InferenceMetricsTest {
    private static final Run RUN = new Run(3, 0.25, Duration.ofSeconds(30), Duration.ofSeconds(2));
}
