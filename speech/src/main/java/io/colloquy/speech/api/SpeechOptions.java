package io.colloquy.speech.api;

import java.io.Serializable;

/**
 * How the models run.
 *
 * @param speechThreshold probability from which a window is speech, between 0 and 1; speech ends below this less 0.15
 * @param intraOpThreads threads that onnxruntime uses inside one run of a model
 * @param featureThreads threads that turn samples into mel frames
 * @param batching how clips are put together
 */
public record SpeechOptions(float speechThreshold, int intraOpThreads, int featureThreads, BatchLimits batching)
        implements Serializable {

    public static final SpeechOptions DEFAULT = new SpeechOptions(0.5f, 1, 1, BatchLimits.DEFAULT);

    public SpeechOptions {
        if (!(speechThreshold > 0 && speechThreshold < 1))
            throw new IllegalArgumentException("speechThreshold " + speechThreshold + " must lie between 0 and 1");
        if (intraOpThreads < 1) throw new IllegalArgumentException("intraOpThreads must be at least 1");
        if (featureThreads < 1) throw new IllegalArgumentException("featureThreads must be at least 1");
    }
}
