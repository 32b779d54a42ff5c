package io.colloquy.tests.oracle;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Piece;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The definition of the result as a batch program: all chunks of a stream at once, every pair compared, nothing kept,
 * nothing incremental. What the job publishes in the end must be this, whatever came when.
 */
public final class Oracle {
    private static final int FRAME = 160;
    private static final long CUT_PERIOD = 14_000_000;
    private static final long CUT_WINDOW = 4_000_000;
    private static final int CUT_MARGIN = 2 * Timeline.SAMPLE_RATE;

    /** @param pcm 16 kHz mono PCM16, little-endian */
    public record Chunk(ChunkKey key, Source source, byte[] pcm) {}

    /** @param words empty where nothing was said */
    public record Utterance(String id, long start, long end, String words) {}

    public record Conversation(String id, long start, long end, List<Utterance> utterances) {}

    private record Part(PartId id, boolean last, Source source, byte[] pcm, int[] raw) {
        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Part part && part.id.equals(id);
        }

        int samples() {
            return pcm.length / 2;
        }

        long end() {
            return id.start() + Timeline.micros(samples());
        }
    }

    private final Definition definition;
    private final StreamId stream;
    private final Function<byte[], int[]> detect;
    private final Function<byte[], String> hear;

    public Oracle(
            Definition definition, StreamId stream, Function<byte[], int[]> detect, Function<byte[], String> hear) {
        this.definition = definition;
        this.stream = stream;
        this.detect = detect;
        this.hear = hear;
    }

    /** @param chunks every accepted chunk once, with the least of its sources */
    public List<Conversation> conversations(Collection<Chunk> chunks) {
        List<List<Piece>> all = new ArrayList<>();
        Map<List<Piece>, String> words = new HashMap<>();
        for (List<Part> chain : chains(parts(chunks))) utterances(chain, all, words);
        Map<String, Piece> firsts = new HashMap<>();
        List<Utterance> members = new ArrayList<>();
        for (List<Piece> pieces : all) {
            Piece first = pieces.get(0);
            String id = Ids.utterance(stream, first.part().chunk(), first.offsetInChunk())
                    .toString();
            long length = pieces.stream().mapToLong(Piece::length).sum();
            firsts.put(id, first);
            if (words.get(pieces).isEmpty()) continue;
            members.add(new Utterance(id, first.start(), first.start() + Timeline.micros(length), words.get(pieces)));
        }
        members.sort(Comparator.comparingLong(Utterance::start).thenComparing(Utterance::id));
        return split(members, firsts);
    }

    private List<Part> parts(Collection<Chunk> chunks) {
        List<Part> parts = new ArrayList<>();
        for (Chunk chunk : chunks) {
            int bytes = 2 * Timeline.PART_SAMPLES;
            for (int i = 0; i * bytes < chunk.pcm.length; i++) {
                byte[] pcm = Arrays.copyOfRange(chunk.pcm, i * bytes, Math.min(chunk.pcm.length, (i + 1) * bytes));
                boolean last = (i + 1) * bytes >= chunk.pcm.length;
                parts.add(new Part(new PartId(chunk.key, i), last, chunk.source, pcm, detect.apply(pcm)));
            }
        }
        parts.sort(Comparator.comparing(Part::id));
        return parts;
    }

    private List<List<Part>> chains(List<Part> parts) {
        Map<Part, Part> next = new HashMap<>();
        for (Part a : parts) {
            for (Part b : parts) {
                boolean inChunk = a.id.chunk().equals(b.id.chunk()) && b.id.index() == a.id.index() + 1;
                if (inChunk || linkable(a, b) && b == bestAfter(a, parts) && a == bestBefore(b, parts)) next.put(a, b);
            }
        }
        List<List<Part>> chains = new ArrayList<>();
        for (Part part : parts) {
            if (next.containsValue(part)) continue;
            List<Part> chain = new ArrayList<>();
            for (Part p = part; p != null; p = next.get(p)) chain.add(p);
            chains.add(chain);
        }
        return chains;
    }

    private Part bestAfter(Part a, List<Part> parts) {
        return parts.stream()
                .filter(b -> linkable(a, b))
                .min(Comparator.<Part, Boolean>comparing(b -> a.source != b.source)
                        .thenComparing(b -> Math.abs(b.id.start() - a.end()))
                        .thenComparing(Part::id))
                .orElse(null);
    }

    private Part bestBefore(Part b, List<Part> parts) {
        return parts.stream()
                .filter(a -> linkable(a, b))
                .min(Comparator.<Part, Boolean>comparing(a -> a.source != b.source)
                        .thenComparing(a -> Math.abs(b.id.start() - a.end()))
                        .thenComparing(Part::id))
                .orElse(null);
    }

    private boolean linkable(Part a, Part b) {
        return a.last
                && b.id.index() == 0
                && a.id.compareTo(b.id) < 0
                && Math.abs(b.id.start() - a.end()) <= definition.toleranceMicros();
    }

    private void utterances(List<Part> chain, List<List<Piece>> all, Map<List<Piece>, String> words) {
        byte[] audio = pcm(chain);
        int length = audio.length / 2;
        List<int[]> hulls = new ArrayList<>();
        int offset = 0;
        for (Part part : chain) {
            for (int i = 0; i < part.raw.length; i += 2) {
                int[] last = hulls.isEmpty() ? null : hulls.get(hulls.size() - 1);
                int from = offset + part.raw[i];
                if (last != null && from - last[1] < definition.minSilenceSamples()) last[1] = offset + part.raw[i + 1];
                else hulls.add(new int[] {from, offset + part.raw[i + 1]});
            }
            offset += part.samples();
        }
        int pad = Math.min(Timeline.SAMPLE_RATE / 5, definition.minSilenceSamples() / 2);
        for (int[] hull : hulls) {
            if (hull[1] - hull[0] < definition.minSpeechSamples()) continue;
            List<Integer> bounds = new ArrayList<>(List.of(hull[0], hull[1]));
            if (hull[1] - hull[0] > definition.maxUtteranceSamples()) bounds.addAll(cuts(chain, hull));
            bounds.sort(null);
            for (int i = 0; i + 1 < bounds.size(); i++) {
                int from = bounds.get(i);
                int to = bounds.get(i + 1);
                int clipFrom = i == 0 ? Math.max(0, from - pad) : from;
                int clipTo = i + 2 == bounds.size() ? Math.min(length, to + pad) : to;
                List<Piece> pieces = pieces(chain, from, to);
                all.add(pieces);
                words.put(pieces, hear.apply(Arrays.copyOfRange(audio, 2 * clipFrom, 2 * clipTo)));
            }
        }
    }

    private List<Integer> cuts(List<Part> chain, int[] hull) {
        Map<Long, int[]> quietest = new HashMap<>(); // period → offset, level
        int offset = 0;
        for (Part part : chain) {
            for (int frame = 0; frame < part.samples() / FRAME; frame++) {
                int at = offset + frame * FRAME;
                long time = part.id.start() + frame * 10_000L;
                if (at < hull[0] + CUT_MARGIN || at > hull[1] - CUT_MARGIN) continue;
                if (Math.floorMod(time, CUT_PERIOD) >= CUT_WINDOW) continue;
                int level = level(part.pcm, frame);
                int[] best = quietest.get(Math.floorDiv(time, CUT_PERIOD));
                if (best == null || level < best[1]) {
                    quietest.put(Math.floorDiv(time, CUT_PERIOD), new int[] {at, level});
                }
            }
            offset += part.samples();
        }
        return quietest.values().stream().map(cut -> cut[0]).toList();
    }

    /** Four steps an octave of energy, rounded down. */
    private static int level(byte[] pcm, int frame) {
        double energy = 1;
        for (int i = frame * FRAME; i < (frame + 1) * FRAME; i++) {
            double sample = (short) (pcm[2 * i] & 0xff | pcm[2 * i + 1] << 8);
            energy += sample * sample;
        }
        int octave = Math.getExponent(energy);
        return 4 * octave + (int) (4 * (energy / Math.pow(2, octave) - 1));
    }

    private static List<Piece> pieces(List<Part> chain, int from, int to) {
        List<Piece> pieces = new ArrayList<>();
        int offset = 0;
        for (Part part : chain) {
            int start = Math.max(from - offset, 0);
            int end = Math.min(to - offset, part.samples());
            if (start < end) pieces.add(new Piece(part.id, start, end));
            offset += part.samples();
        }
        return pieces;
    }

    private static byte[] pcm(List<Part> chain) {
        byte[] all = new byte[chain.stream().mapToInt(part -> part.pcm.length).sum()];
        int at = 0;
        for (Part part : chain) {
            System.arraycopy(part.pcm, 0, all, at, part.pcm.length);
            at += part.pcm.length;
        }
        return all;
    }

    private List<Conversation> split(List<Utterance> members, Map<String, Piece> firsts) {
        List<List<Utterance>> groups = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (Utterance member : members) {
            if (groups.isEmpty() || member.start - end >= definition.conversationGapMicros()) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(member);
            end = Math.max(end, member.end);
        }
        List<Conversation> conversations = new ArrayList<>();
        for (List<Utterance> group : groups) {
            Piece first = firsts.get(group.get(0).id);
            String id = Ids.conversation(
                            stream, first.part().chunk(), first.offsetInChunk(), definition.conversationGapMicros())
                    .toString();
            long greatest = group.stream().mapToLong(Utterance::end).max().orElseThrow();
            conversations.add(new Conversation(id, group.get(0).start, greatest, group));
        }
        return conversations;
    }
}
