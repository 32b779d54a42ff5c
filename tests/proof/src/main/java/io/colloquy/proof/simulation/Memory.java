package io.colloquy.proof.simulation;

import io.colloquy.operators.core.assemble.AssembleState;
import io.colloquy.operators.core.deduplicate.DeduplicationState;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.stitch.EdgeAudio;
import io.colloquy.operators.core.stitch.StitchState;
import io.colloquy.schemas.PartId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all operators remember of one stream, on the heap. */
public final class Memory {
    private final List<Map<Object, Object>> maps = new ArrayList<>();
    final DeduplicationState deduplicate = new DeduplicationState(entries(), entries(), entries(), entries());
    private final Map<PartId, EdgeAudio> audio = new HashMap<>();
    final StitchState stitch = new StitchState(
            entries(), entries(), entries(), entries(), Entries.over(audio), entries(), entries(), entries());
    private final int assembleFrom = maps.size();
    final AssembleState assemble = new AssembleState(
            entries(), entries(), entries(), entries(), entries(), entries(), entries(), entries(), entries(),
            entries(), entries(), entries());

    @SuppressWarnings("unchecked") // each map is only ever seen through the entries made here
    private <K, V> Entries<K, V> entries() {
        Map<Object, Object> map = new HashMap<>();
        maps.add(map);
        return Entries.over((Map<K, V>) map);
    }

    void forgetAudio() {
        audio.clear();
    }

    /** How much the assembly remembers, but for answers of the models. */
    int assembled() {
        return maps.stream().skip(assembleFrom).mapToInt(Map::size).sum()
                - answers().size();
    }

    /** Of the models, by minute since the epoch. */
    Map<Object, Object> answers() {
        return maps.get(assembleFrom + 1);
    }

    /** As it is now. */
    Memory copy() {
        Memory copy = new Memory();
        copy.audio.putAll(audio);
        for (int i = 0; i < maps.size(); i++) copy.maps.get(i).putAll(maps.get(i));
        return copy;
    }
}
