package io.colloquy.audio;

import java.util.LinkedHashMap;
import java.util.Map;

/** The filters of the rates seen last: devices use a few, and a sender of ever new rates must not fill the memory. */
public final class ResamplingFilters {
    private static final int KEPT = 8;

    private final Map<Integer, ResamplingFilter> byRate = new LinkedHashMap<>(KEPT, 0.75f, true);

    ResamplingFilter forRate(int rate) {
        ResamplingFilter filter = byRate.computeIfAbsent(rate, ResamplingFilter::new);
        if (byRate.size() > KEPT) byRate.remove(byRate.keySet().iterator().next());
        return filter;
    }
}
