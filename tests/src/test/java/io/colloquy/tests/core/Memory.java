package io.colloquy.tests.core;

import io.colloquy.operators.admit.core.AdmitState;
import io.colloquy.operators.assemble.core.AssembleState;
import io.colloquy.operators.state.core.Entries;
import io.colloquy.operators.stitch.core.StitchState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all operators remember of one stream, on the heap. */
final class Memory {
    private final List<Map<Object, Object>> maps = new ArrayList<>();
    final AdmitState admit = new AdmitState(entries(), entries(), entries(), entries());
    final StitchState stitch = new StitchState(entries(), entries(), entries(), entries(), entries(), entries());
    private final int assembleFrom = maps.size();
    final AssembleState assemble = new AssembleState(
            entries(), entries(), entries(), entries(), entries(), entries(), entries(), entries(), entries(),
            entries(), entries());

    @SuppressWarnings("unchecked") // each map is only ever seen through the entries made here
    private <K, V> Entries<K, V> entries() {
        Map<Object, Object> map = new HashMap<>();
        maps.add(map);
        return Entries.over((Map<K, V>) map);
    }

    /** How much the assembly remembers of itself, and how many answers of the models. */
    int assembled() {
        return maps.stream().skip(assembleFrom).mapToInt(Map::size).sum() - heard();
    }

    int heard() {
        return maps.get(assembleFrom + 1).size();
    }

    /** Of all buckets. */
    int takes() {
        return maps.get(assembleFrom + 2).values().stream()
                .mapToInt(takes -> ((List<?>) takes).size())
                .sum();
    }

    /** As it is now. */
    Memory copy() {
        Memory copy = new Memory();
        for (int i = 0; i < maps.size(); i++) copy.maps.get(i).putAll(maps.get(i));
        return copy;
    }
}
