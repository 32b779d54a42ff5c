package io.colloquy.jobs;

/**
 * The uids of all operators: savepoints find their state by these, so one that was ever released never changes its
 * meaning. They are also the names that Flink's web interface shows.
 */
final class OperatorIds {
    static final String READ = "read-chunks";
    static final String DECODE = "decode";
    static final String ADMIT = "admit";
    static final String DETECT = "detect-speech";
    static final String STITCH = "stitch";
    static final String RECALL = "recall-audio";
    static final String HEAR = "hear";
    static final String CHANGES = "live-set";
    static final String RESULTS = "results";
    static final String ACCOUNTS = "accounts";
    static final String ASSEMBLE = "assemble";
    static final String STAMP = "stamp-epoch";
    static final String STORE = "store-conversations";
    static final String EVENTS = "conversation-events";
    static final String ANNOUNCE = "announce-conversations";
    static final String REFUSE_CLIP = "refuse-clip";
    static final String REFUSE = "refuse";
    static final String DEAD_LETTERS = "dead-letters";

    private OperatorIds() {}
}
