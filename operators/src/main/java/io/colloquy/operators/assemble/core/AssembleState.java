package io.colloquy.operators.assemble.core;

import io.colloquy.operators.hear.Heard;
import io.colloquy.schemas.Digest;
import java.util.List;

/** What the assembly remembers of one stream. Every call is a point lookup; a bucket is ten minutes. */
public interface AssembleState {

    /** Never null. */
    LiveBucket live(long bucket);

    void putLive(long bucket, LiveBucket live);

    /** Null where the models have not answered. */
    Heard heard(Digest take);

    void putHeard(Heard heard);

    /** Never null. */
    BucketSummary summary(long bucket);

    void putSummary(long bucket, BucketSummary summary);

    /** Never null. */
    PublishedBucket published(long bucket);

    void putPublished(long bucket, PublishedBucket published);

    /** Never null. */
    DayAccount account(long day);

    void putAccount(long day, DayAccount account);

    /** Null where everything is published. */
    Unpublished unpublished();

    void putUnpublished(Unpublished unpublished);

    /** Buckets in which conversations may settle then; never null. */
    List<Long> settling(long deadline);

    void putSettling(long deadline, List<Long> buckets);

    /** The next revision's number. */
    long nextCounter();
}
