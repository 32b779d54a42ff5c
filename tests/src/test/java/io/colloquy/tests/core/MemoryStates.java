package io.colloquy.tests.core;

import io.colloquy.operators.admit.Admitted;
import io.colloquy.operators.admit.core.AdmitState;
import io.colloquy.operators.assemble.core.AssembleState;
import io.colloquy.operators.assemble.core.BucketSummary;
import io.colloquy.operators.assemble.core.DayAccount;
import io.colloquy.operators.assemble.core.LiveBucket;
import io.colloquy.operators.assemble.core.PublishedBucket;
import io.colloquy.operators.assemble.core.Unpublished;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.stitch.core.EdgeAudio;
import io.colloquy.operators.stitch.core.End;
import io.colloquy.operators.stitch.core.PartEntry;
import io.colloquy.operators.stitch.core.StitchState;
import io.colloquy.operators.stitch.core.Waiting;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cores' state in plain maps. */
final class MemoryStates {
    private MemoryStates() {}

    static final class Admit implements AdmitState {
        private final Map<ChunkKey, Admitted> chunks = new HashMap<>();
        private final Map<Integer, Long> offsets = new HashMap<>();

        /** As it is now. */
        Admit copy() {
            Admit copy = new Admit();
            copy.chunks.putAll(chunks);
            copy.offsets.putAll(offsets);
            return copy;
        }

        @Override
        public Admitted admitted(ChunkKey chunk) {
            return chunks.get(chunk);
        }

        @Override
        public void putAdmitted(ChunkKey chunk, Admitted admitted) {
            chunks.put(chunk, admitted);
        }

        @Override
        public long seenOffset(Origin origin) {
            return offsets.getOrDefault(origin.partition(), -1L);
        }

        @Override
        public void putSeenOffset(Origin origin) {
            offsets.put(origin.partition(), origin.offset());
        }
    }

    static final class Stitch implements StitchState {
        private final Map<PartId, PartEntry> parts = new HashMap<>();
        private final Map<Long, List<End>> starts = new HashMap<>();
        private final Map<Long, List<End>> ends = new HashMap<>();
        private final Map<PartId, EdgeAudio> audio = new HashMap<>();
        private final Map<ChunkKey, Source> restated = new HashMap<>();
        private final Map<Long, List<Waiting>> waiting = new HashMap<>();
        private long newestEnd = Long.MIN_VALUE;

        /** As it is now. */
        Stitch copy() {
            Stitch copy = new Stitch();
            copy.parts.putAll(parts);
            copy.starts.putAll(starts);
            copy.ends.putAll(ends);
            copy.audio.putAll(audio);
            copy.restated.putAll(restated);
            copy.waiting.putAll(waiting);
            copy.newestEnd = newestEnd;
            return copy;
        }

        @Override
        public PartEntry part(PartId id) {
            return parts.get(id);
        }

        @Override
        public void putPart(PartEntry entry) {
            parts.put(entry.id(), entry);
        }

        @Override
        public List<End> starts(long slot) {
            return starts.getOrDefault(slot, List.of());
        }

        @Override
        public void putStarts(long slot, List<End> list) {
            starts.put(slot, list);
        }

        @Override
        public List<End> ends(long slot) {
            return ends.getOrDefault(slot, List.of());
        }

        @Override
        public void putEnds(long slot, List<End> list) {
            ends.put(slot, list);
        }

        @Override
        public EdgeAudio audio(PartId id) {
            return audio.get(id);
        }

        @Override
        public void putAudio(PartId id, EdgeAudio edges) {
            audio.put(id, edges);
        }

        @Override
        public Source restated(ChunkKey chunk) {
            return restated.get(chunk);
        }

        @Override
        public void putRestated(ChunkKey chunk, Source source) {
            restated.put(chunk, source);
        }

        @Override
        public long newestEnd() {
            return newestEnd;
        }

        @Override
        public void putNewestEnd(long end) {
            newestEnd = end;
        }

        @Override
        public List<Waiting> waiting(long deadline) {
            return waiting.getOrDefault(deadline, List.of());
        }

        @Override
        public void putWaiting(long deadline, List<Waiting> list) {
            waiting.put(deadline, list);
        }
    }

    static final class Assemble implements AssembleState {
        private final Map<Long, LiveBucket> live = new HashMap<>();
        private final Map<Digest, Heard> heard = new HashMap<>();
        private final Map<Long, BucketSummary> summaries = new HashMap<>();
        private final Map<Long, PublishedBucket> published = new HashMap<>();
        private final Map<Long, DayAccount> accounts = new HashMap<>();
        private final Map<Long, List<Long>> settling = new HashMap<>();
        private Unpublished unpublished;
        private long counter;

        /** As it is now. */
        Assemble copy() {
            Assemble copy = new Assemble();
            copy.live.putAll(live);
            copy.heard.putAll(heard);
            copy.summaries.putAll(summaries);
            copy.published.putAll(published);
            copy.accounts.putAll(accounts);
            copy.settling.putAll(settling);
            copy.unpublished = unpublished;
            copy.counter = counter;
            return copy;
        }

        @Override
        public LiveBucket live(long bucket) {
            return live.getOrDefault(bucket, LiveBucket.EMPTY);
        }

        @Override
        public void putLive(long bucket, LiveBucket utterances) {
            live.put(bucket, utterances);
        }

        @Override
        public Heard heard(Digest take) {
            return heard.get(take);
        }

        @Override
        public void putHeard(Heard result) {
            heard.put(result.take(), result);
        }

        @Override
        public BucketSummary summary(long bucket) {
            return summaries.getOrDefault(bucket, BucketSummary.EMPTY);
        }

        @Override
        public void putSummary(long bucket, BucketSummary summary) {
            summaries.put(bucket, summary);
        }

        @Override
        public PublishedBucket published(long bucket) {
            return published.getOrDefault(bucket, PublishedBucket.NONE);
        }

        @Override
        public void putPublished(long bucket, PublishedBucket said) {
            published.put(bucket, said);
        }

        @Override
        public DayAccount account(long day) {
            return accounts.getOrDefault(day, DayAccount.EMPTY);
        }

        @Override
        public void putAccount(long day, DayAccount account) {
            accounts.put(day, account);
        }

        @Override
        public Unpublished unpublished() {
            return unpublished;
        }

        @Override
        public void putUnpublished(Unpublished changes) {
            unpublished = changes;
        }

        @Override
        public List<Long> settling(long deadline) {
            return settling.getOrDefault(deadline, List.of());
        }

        @Override
        public void putSettling(long deadline, List<Long> buckets) {
            settling.put(deadline, buckets);
        }

        @Override
        public long nextCounter() {
            return ++counter;
        }
    }
}
