package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import java.util.ArrayList;
import java.util.List;

/** How the assembly keeps the utterances that it published of a bucket: ids as 16 bytes, starts by what lies between. */
public final class PublishedUtterancesCodec implements Codec<List<PublishedUtterance>> {
    @Override
    public void write(List<PublishedUtterance> utterances, EntryWriter out) {
        out.number(utterances.size());
        long start = 0;
        for (PublishedUtterance utterance : utterances) {
            out.uuid(utterance.utteranceId());
            out.difference(utterance.startedAt() - start);
            out.number(utterance.voice());
            out.hash(utterance.rowHash());
            start = utterance.startedAt();
        }
    }

    @Override
    public List<PublishedUtterance> read(EntryReader in) {
        int count = in.count();
        List<PublishedUtterance> utterances = new ArrayList<>(count);
        long start = 0;
        for (int i = 0; i < count; i++) {
            String id = in.uuid();
            start += in.difference();
            utterances.add(new PublishedUtterance(id, start, in.integer(), in.hash()));
        }
        return utterances;
    }
}
