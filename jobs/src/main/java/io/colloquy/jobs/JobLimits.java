package io.colloquy.jobs;

import io.colloquy.operators.flink.assemble.AssembleFunction;
import io.colloquy.settings.SettingsReader;
import java.io.Serializable;
import java.time.Duration;

/**
 * How much the operators take on at once, per subtask, and how long they may think. A checkpoint holds all that waits in
 * an asynchronous operator.
 *
 * @param detecting parts of up to 960 KB that wait for voice activity
 * @param recalling clips that wait for audio that is fetched again
 * @param transcribing clips that wait for the models
 * @param fetching rejected records of up to 1 MB, at hand or fetched again
 * @param clustering how long a step of assembling may take; it is ended where it tells voices apart
 */
public record JobLimits(int detecting, int recalling, int transcribing, int fetching, Duration clustering)
        implements Serializable {
    public static final JobLimits DEFAULT = new JobLimits(8, 16, 64, 16, AssembleFunction.USUAL_DEADLINE);

    static JobLimits of(SettingsReader reader) {
        return new JobLimits(
                reader.count("capacity.detect", DEFAULT.detecting),
                reader.count("capacity.recall", DEFAULT.recalling),
                reader.count("capacity.transcribe", DEFAULT.transcribing),
                reader.count("capacity.dead-letters", DEFAULT.fetching),
                reader.positive(AssembleFunction.DEADLINE_KEY, DEFAULT.clustering));
    }
}
