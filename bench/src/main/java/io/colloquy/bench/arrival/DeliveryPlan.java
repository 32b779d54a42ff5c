package io.colloquy.bench.arrival;

import io.colloquy.demo.scoring.Truth;
import io.colloquy.demo.scoring.Turn;
import java.util.List;

/**
 * One way in which all recordings are delivered.
 *
 * @param posts in the order in which they arrive
 * @param recorded what is said, when it really was
 * @param told the same at the times that the log should tell: those of the clock that it goes by
 */
record DeliveryPlan(String name, List<Post> posts, List<Turn> recorded, Truth told) {

    DeliveryPlan {
        posts = List.copyOf(posts);
        recorded = List.copyOf(recorded);
    }

    /**
     * What a device sends in one request.
     *
     * @param at when it arrives, ms since the epoch
     */
    record Post(long at, List<SentChunk> chunks) {

        Post {
            chunks = List.copyOf(chunks);
        }
    }

    /** When the first arrives, ms since the epoch. */
    long begin() {
        return posts.get(0).at();
    }
}
