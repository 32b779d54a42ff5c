package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * Layout of the published utterances of a bucket. An id takes 16 bytes; a start is written as the time since the one
 * before.
 */
public final class PublishedUtterancesLayout implements Layout<List<PublishedUtterance>> {
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
