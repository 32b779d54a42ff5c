package io.colloquy.operators.core.assemble;

import java.util.List;

/**
 * What was last published of a bucket, without its utterances.
 *
 * @param incarnation that published the bucket whole
 * @param conversations those that start in it
 * @param retired ids of conversations that once started in it and are no more
 */
public record PublishedBucket(long incarnation, List<Head> conversations, List<Retired> retired) {
    static final PublishedBucket NONE = new PublishedBucket(0, List.of(), List.of());

    public PublishedBucket {
        conversations = List.copyOf(conversations);
        retired = List.copyOf(retired);
    }

    /**
     * A conversation's header.
     *
     * @param models names of those that made it
     * @param speakers how many take part
     * @param incarnation that published all its labels
     * @param changedAt when anything in it last changed, ms since the epoch
     */
    public record Head(
            String conversationId,
            long startedAt,
            long endedAt,
            String models,
            int speakers,
            long incarnation,
            long changedAt,
            boolean settled) {

        Head settle() {
            return new Head(conversationId, startedAt, endedAt, models, speakers, incarnation, changedAt, true);
        }
    }

    /** @param anchor where the id pointed, µs since the epoch */
    public record Retired(String conversationId, long anchor) {}

    PublishedBucket with(List<Head> conversations, List<Retired> retired) {
        return new PublishedBucket(incarnation, conversations, retired);
    }

    PublishedBucket with(long incarnation) {
        return new PublishedBucket(incarnation, conversations, retired);
    }
}
