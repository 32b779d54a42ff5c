package io.colloquy.speech.api;

import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import java.io.Serializable;
import java.time.Duration;

/**
 * How the models are to run, as the settings {@code models.*} say it. What follows from them on one machine is decided
 * there.
 *
 * @param threads that may compute at once in this process; 0 for as many as it has cores
 */
public record InferenceSettings(Device device, int threads, Batches batches, Gpu gpu, Deadlines deadlines)
        implements Serializable {
    /** Stands for "the machine decides". */
    public static final int AUTO = 0;

    public static final InferenceSettings DEFAULT =
            new InferenceSettings(Device.AUTO, AUTO, Batches.DEFAULT, Gpu.DEFAULT, Deadlines.DEFAULT);

    /**
     * How clips are put together.
     *
     * @param inFlight batches that run at once; 0: the machine decides
     * @param frames mel frames that a batch may hold, padding included; 0: the machine decides
     * @param linger how long a clip waits for company
     */
    public record Batches(int inFlight, int frames, Duration linger) implements Serializable {
        public static final Batches DEFAULT = new Batches(AUTO, AUTO, Duration.ofMillis(5));
    }

    /**
     * What is asked of a GPU.
     *
     * @param memory bytes that each model may take there; 0 for all
     * @param tf32 whether products of 32-bit numbers may be rounded to 10 bits of fraction on the way
     * @param fp16 whether TensorRT may compute in half precision
     */
    public record Gpu(long memory, Arena arena, boolean tf32, boolean fp16) implements Serializable {
        public static final Gpu DEFAULT = new Gpu(0, Arena.EXACT, true, false);
    }

    /** How memory on a device grows. */
    public enum Arena {
        /** By what is needed. */
        EXACT,
        /** By powers of two: fewer steps, more memory. */
        DOUBLING
    }

    /** How long one run may take, from when it starts; it is ended then. */
    public record Deadlines(Duration vad, Duration recognizer, Duration voiceprint) implements Serializable {
        public static final Deadlines DEFAULT =
                new Deadlines(Duration.ofSeconds(120), Duration.ofSeconds(600), Duration.ofSeconds(120));

        /** Of one kind of model. */
        public Duration of(ModelRole role) {
            return switch (role) {
                case VAD -> vad;
                case RECOGNIZER -> recognizer;
                case VOICEPRINT -> voiceprint;
            };
        }
    }

    /** @throws SettingsException names the key and says what would do */
    public static InferenceSettings of(SettingsReader reader) {
        Device device = Device.parse(reader.text(Device.KEY, Device.AUTO.toString()));
        return new InferenceSettings(
                device, reader.countOrAuto("models.threads"), batches(reader), gpu(reader, device), deadlines(reader));
    }

    private static Batches batches(SettingsReader reader) {
        return new Batches(
                reader.countOrAuto("models.batch.in-flight"),
                reader.countOrAuto("models.batch.frames"),
                reader.duration("models.batch.linger", Batches.DEFAULT.linger()));
    }

    private static Gpu gpu(SettingsReader reader, Device device) {
        Gpu gpu = new Gpu(
                reader.bytes("models.gpu.memory", Gpu.DEFAULT.memory()),
                reader.choice("models.gpu.arena", Gpu.DEFAULT.arena()),
                reader.flag("models.gpu.tf32", Gpu.DEFAULT.tf32()),
                reader.flag("models.gpu.fp16", Gpu.DEFAULT.fp16()));
        if (gpu.fp16() && device.kind() != Device.Kind.TENSORRT)
            throw new SettingsException(
                    "models.gpu.fp16",
                    "only TensorRT turns a model into half precision: set models.device to tensorrt:0, or name model"
                            + " files whose weights are in half precision");
        return gpu;
    }

    private static Deadlines deadlines(SettingsReader reader) {
        return new Deadlines(
                reader.positive(ModelRole.VAD.deadlineKey(), Deadlines.DEFAULT.vad()),
                reader.positive(ModelRole.RECOGNIZER.deadlineKey(), Deadlines.DEFAULT.recognizer()),
                reader.positive(ModelRole.VOICEPRINT.deadlineKey(), Deadlines.DEFAULT.voiceprint()));
    }

    /** The same with other threads. */
    public InferenceSettings withThreads(int count) {
        return new InferenceSettings(device, count, batches, gpu, deadlines);
    }

    /** The same with other batches. */
    public InferenceSettings with(Batches others) {
        return new InferenceSettings(device, threads, others, gpu, deadlines);
    }

    /** The same with other deadlines. */
    public InferenceSettings with(Deadlines others) {
        return new InferenceSettings(device, threads, batches, gpu, others);
    }
}
