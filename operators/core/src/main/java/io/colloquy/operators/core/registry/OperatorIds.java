package io.colloquy.operators.core.registry;

import java.util.List;

/**
 * The uids of all operators: savepoints find their state by these, so one that was ever released never changes its
 * meaning. They are also the names that Flink's web interface shows.
 */
public final class OperatorIds {
    public static final String READ = "read-chunks";
    public static final String DECODE = "decode";
    public static final String DEDUPLICATE = "deduplicate";
    public static final String DETECT = "detect-speech";
    public static final String STITCH = "stitch";
    public static final String RECALL = "recall-audio";
    public static final String TRANSCRIBE = "transcribe";
    public static final String REJECT_CLIPS = "reject-failed-clips";
    public static final String UTTERANCES = "utterances";
    public static final String RESULTS = "results";
    public static final String ACCOUNTS = "accounts";
    public static final String ASSEMBLE = "assemble";
    public static final String STAMP = "stamp-epoch";
    public static final String STORE = "store-conversations";
    public static final String EVENTS = "conversation-events";
    public static final String ANNOUNCE = "announce-conversations";
    public static final String FETCH_REJECTED = "fetch-rejected";
    public static final String DEAD_LETTERS = "dead-letters";

    /** All of them, in the order of the flow. */
    public static final List<String> ALL = List.of(
            READ,
            DECODE,
            DEDUPLICATE,
            DETECT,
            STITCH,
            RECALL,
            TRANSCRIBE,
            REJECT_CLIPS,
            UTTERANCES,
            RESULTS,
            ACCOUNTS,
            ASSEMBLE,
            STAMP,
            STORE,
            EVENTS,
            ANNOUNCE,
            FETCH_REJECTED,
            DEAD_LETTERS);

    private OperatorIds() {}
}
