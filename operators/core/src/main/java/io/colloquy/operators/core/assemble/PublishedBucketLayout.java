package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.assemble.PublishedBucket.Head;
import io.colloquy.operators.core.assemble.PublishedBucket.Retired;
import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import java.util.List;

/** Layout of what was published of a bucket and its conversations. */
public final class PublishedBucketLayout implements Layout<PublishedBucket> {
    private static final Layout<List<Head>> HEADS = new Heads().list();
    private static final Layout<List<Retired>> RETIRED = new RetiredIds().list();

    @Override
    public void write(PublishedBucket bucket, EntryWriter out) {
        out.random(bucket.incarnation());
        HEADS.write(bucket.conversations(), out);
        RETIRED.write(bucket.retired(), out);
    }

    @Override
    public PublishedBucket read(EntryReader in) {
        long incarnation = in.random();
        return new PublishedBucket(incarnation, HEADS.read(in), RETIRED.read(in));
    }

    private static final class Heads implements Layout<Head> {
        @Override
        public void write(Head head, EntryWriter out) {
            out.uuid(head.conversationId());
            out.difference(head.startedAt());
            out.difference(head.endedAt() - head.startedAt());
            out.repeated(head.models(), CommonLayouts.TEXT);
            out.number(head.speakers());
            out.random(head.incarnation());
            out.difference(head.changedAt());
            out.flag(head.settled());
        }

        @Override
        public Head read(EntryReader in) {
            String id = in.uuid();
            long start = in.difference();
            return new Head(
                    id,
                    start,
                    start + in.difference(),
                    in.repeated(CommonLayouts.TEXT),
                    in.integer(),
                    in.random(),
                    in.difference(),
                    in.flag());
        }
    }

    private static final class RetiredIds implements Layout<Retired> {
        @Override
        public void write(Retired id, EntryWriter out) {
            out.uuid(id.conversationId());
            out.difference(id.anchor());
        }

        @Override
        public Retired read(EntryReader in) {
            return new Retired(in.uuid(), in.difference());
        }
    }
}
