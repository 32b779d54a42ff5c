package io.colloquy.operators.core.assemble;

import io.colloquy.schemas.ChunkKey;
import java.util.List;

/**
 * What of one conversation lies in a tree node.
 *
 * @param start of the first member, µs since the epoch
 * @param end the greatest end of a member, µs since the epoch
 * @param continues whether the conversation begins before the node
 * @param continued whether the conversation goes on after the node
 * @param anchor the chunk of the first member's first shown sample if the conversation, or what is remembered of it, begins here; else null
 * @param models that transcribed the members, sorted
 * @param voices in the order in which they first speak
 */
public record ConversationFragment(
        long start,
        long end,
        boolean continues,
        boolean continued,
        ChunkKey anchor,
        List<String> models,
        List<KeptVoice> voices) {

    public ConversationFragment {
        if (continues != (anchor == null)) throw new IllegalArgumentException("an anchor is where it begins");
        models = List.copyOf(models);
        voices = List.copyOf(voices);
    }

    /** Whether all of the conversation lies in the node. */
    boolean isWhole() {
        return !continues && !continued;
    }
}
