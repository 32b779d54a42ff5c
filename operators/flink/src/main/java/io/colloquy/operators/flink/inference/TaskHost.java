package io.colloquy.operators.flink.inference;

import io.colloquy.speech.api.GiveUp;
import io.colloquy.speech.api.SpeechHost;
import java.util.OptionalInt;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;
import org.apache.flink.api.common.functions.RuntimeContext;

/** A task manager as a host of models. */
public final class TaskHost {
    /** As {@code external-resources} of Flink's configuration calls it. */
    private static final String RESOURCE = "gpu";

    private static final String INDEX = "index";

    private TaskHost() {}

    /** What a task knows of where it runs; its metrics are those of the task's operator. */
    public static SpeechHost of(RuntimeContext context) {
        return new SpeechHost(gpu(context), new InferenceMetrics(context.getMetricGroup()), GiveUp.HALT);
    }

    /**
     * All operators of a task manager are told of the same GPUs. Of several it is the first for all: they share their
     * models.
     */
    private static OptionalInt gpu(RuntimeContext context) {
        return context.getExternalResourceInfos(RESOURCE).stream()
                .map(TaskHost::index)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .min();
    }

    private static OptionalInt index(ExternalResourceInfo resource) {
        return resource.getProperty(INDEX)
                .filter(index -> index.matches("\\d{1,3}"))
                .map(index -> OptionalInt.of(Integer.parseInt(index)))
                .orElse(OptionalInt.empty());
    }
}
