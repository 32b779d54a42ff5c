package io.colloquy.bench.arrival;

import io.colloquy.bench.arrival.DeliveryPlan.Post;
import io.colloquy.bench.arrival.Turnstile.SpokenChunk;
import io.colloquy.schemas.ChunkKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * As the offline pipelines of wearables do it: each chunk is heard by itself, and then assigned to a conversation at a
 * {@link Turnstile}. Set as well as such a pipeline can be: a chunk that came before is known by its content and costs
 * nothing, what counts is where somebody speaks in a chunk and not where it begins, and what a conversation has already,
 * at that time and in those words, is not added again.
 */
final class TurnstileLog implements LogMaker {

    @Override
    public String name() {
        return "turnstile";
    }

    @Override
    public ConversationLog make(DeliveryPlan plan, Ear ear) {
        Turnstile turnstile = new Turnstile();
        Set<ChunkKey> known = new HashSet<>();
        for (Post post : plan.posts()) {
            List<SpokenChunk> spoken = new ArrayList<>();
            for (SentChunk chunk : post.chunks()) {
                if (!known.add(chunk.key())) continue;
                List<HeardLine> lines =
                        HeardLine.in(SplicedSound.of(List.of(chunk)).get(0), ear::detect, ear);
                if (!lines.isEmpty()) spoken.add(new SpokenChunk(chunk.stream(), lines));
            }
            turnstile.take(spoken);
        }
        return turnstile.log();
    }
}
