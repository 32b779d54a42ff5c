package io.colloquy.proof.oracle;

import io.colloquy.proof.oracle.TakeRule.Take;
import io.colloquy.proof.oracle.Utterances.Clipped;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The definition of the result as a batch program: all chunks of a stream at once, every pair compared, nothing kept,
 * nothing incremental. What the job publishes in the end must be this, whatever came when.
 */
public final class Oracle {
    private static final int MILLI = Timeline.SAMPLE_RATE / 1000;

    /** @param pcm 16 kHz mono PCM16, little-endian */
    public record Chunk(ChunkKey key, Source source, byte[] pcm) {}

    /**
     * @param text the words, joined by spaces
     * @param words those that show, with times from the utterance's start
     */
    public record Utterance(String id, long start, long end, String speaker, String text, List<Word> words) {
        Utterance by(String speaker) {
            return new Utterance(id, start, end, speaker, text, words);
        }
    }

    public record Conversation(String id, long start, long end, List<Utterance> utterances) {}

    /** Where the milliseconds of a day's chunks went, each of them being taken once. */
    public record Account(long speechMs, long silenceMs, long duplicateMs, long failedMs) {
        Account plus(Account o) {
            return new Account(
                    speechMs + o.speechMs, silenceMs + o.silenceMs, duplicateMs + o.duplicateMs, failedMs + o.failedMs);
        }
    }

    private final Definition definition;
    private final StreamId stream;
    private final Models models;

    public Oracle(Definition definition, StreamId stream, Models models) {
        this.definition = definition;
        this.stream = stream;
        this.models = models;
    }

    /** @param accounts by day since the epoch */
    public record Result(List<Conversation> conversations, SortedMap<Long, Account> accounts) {}

    /** @param chunks every accepted chunk once, with the least of its sources */
    public Result result(Collection<Chunk> chunks) {
        List<List<OraclePart>> chains = chains(chunks);
        List<Take> takes = takes(chains);
        TakeRule rule = new TakeRule(definition, models.same(), takes);
        List<Spoken> all = new ArrayList<>();
        Map<PartId, BitSet> hidden = new HashMap<>();
        Map<PartId, BitSet> speech = new HashMap<>();
        for (Take take : takes) {
            List<Slice> slices = take.utterance().slices();
            BitSet samples = rule.hidden(take);
            enter(slices, samples, hidden);
            samples.flip(0, take.samples());
            if (samples.isEmpty()) continue;
            Spoken spoken = Spoken.of(take.utterance(), samples, rule.shift(take), models);
            if (!spoken.words().isEmpty()) enter(slices, samples, speech);
            all.add(spoken);
        }
        return new Result(conversations(all), accounts(chains, hidden, speech));
    }

    private List<Conversation> conversations(List<Spoken> all) {
        Map<String, Slice> firsts = new HashMap<>();
        Speakers speakers = new Speakers(models);
        List<Utterance> members = new ArrayList<>();
        for (Spoken spoken : all) {
            if (spoken.shown().isEmpty()) continue;
            Utterance member = member(spoken);
            members.add(member);
            firsts.put(member.id, spoken.first());
            speakers.add(member.id, spoken.embedding());
        }
        members.sort(Comparator.comparingLong(Utterance::start).thenComparing(Utterance::id));
        return split(members, firsts).stream().map(speakers.of(members)).toList();
    }

    private static SortedMap<Long, Account> accounts(
            List<List<OraclePart>> chains, Map<PartId, BitSet> hidden, Map<PartId, BitSet> speech) {
        SortedMap<Long, Account> accounts = new TreeMap<>();
        for (List<OraclePart> chain : chains) {
            for (OraclePart part : chain) {
                Account account = account(part, of(part, hidden), of(part, speech));
                accounts.merge(Timeline.day(part.id().chunk().start()), account, Account::plus);
            }
        }
        return accounts;
    }

    /** Enters by part what is told by sample of an utterance. */
    private static void enter(List<Slice> slices, BitSet samples, Map<PartId, BitSet> into) {
        int at = 0;
        for (Slice slice : slices) {
            BitSet part = into.computeIfAbsent(slice.part(), id -> new BitSet());
            int end = at + slice.length();
            for (int from = samples.nextSetBit(at), to; from >= 0 && from < end; from = samples.nextSetBit(to)) {
                to = Math.min(end, samples.nextClearBit(from));
                part.set(slice.from() + from - at, slice.from() + to - at);
            }
            at += slice.length();
        }
    }

    private static BitSet of(OraclePart part, Map<PartId, BitSet> samples) {
        return samples.getOrDefault(part.id(), new BitSet());
    }

    private static Account account(OraclePart part, BitSet hidden, BitSet speech) {
        Account account = new Account(0, 0, 0, 0);
        for (int x = 0; x < part.samples(); x += MILLI) {
            if (part.failed()) account = account.plus(new Account(0, 0, 0, 1));
            else if (hidden.get(x)) account = account.plus(new Account(0, 0, 1, 0));
            else if (speech.get(x)) account = account.plus(new Account(1, 0, 0, 0));
            else account = account.plus(new Account(0, 1, 0, 0));
        }
        return account;
    }

    private List<List<OraclePart>> chains(Collection<Chunk> chunks) {
        List<OraclePart> parts = new ArrayList<>();
        for (Chunk chunk : chunks) OraclePart.cut(chunk, models, parts);
        parts.sort(Comparator.comparing(OraclePart::id));
        return new Chains(parts, definition.toleranceMicros()).all();
    }

    private List<Take> takes(List<List<OraclePart>> chains) {
        List<Take> takes = new ArrayList<>();
        for (List<OraclePart> chain : chains) {
            Map<PartId, OraclePart> parts = new HashMap<>();
            for (OraclePart part : chain) parts.put(part.id(), part);
            for (Clipped utterance : new Utterances(definition, chain).all()) takes.add(take(utterance, parts));
        }
        return takes;
    }

    private static Take take(Clipped utterance, Map<PartId, OraclePart> parts) {
        int samples = utterance.slices().stream().mapToInt(Slice::length).sum();
        byte[] print = new byte[(samples + 319) / 320];
        int longest = 0;
        int next = 0;
        int at = 0;
        for (Slice slice : utterance.slices()) {
            OraclePart part = parts.get(slice.part());
            longest = Math.max(longest, part.chunkSamples());
            for (; next < at + slice.length(); next += 320) print[next / 320] = part.frameAt(slice.from() + next - at);
            at += slice.length();
        }
        Source source = parts.get(utterance.slices().get(0).part()).source();
        return new Take(utterance, samples, source, longest, print);
    }

    private Utterance member(Spoken spoken) {
        Slice named = spoken.slices().get(0);
        String id = Ids.utterance(stream, named.part().chunk(), named.offsetInChunk())
                .toString();
        List<Word> shown = spoken.shown();
        String text = shown.stream().map(Word::w).collect(Collectors.joining(" "));
        return new Utterance(id, spoken.start(), spoken.end(), "", text, shown);
    }

    private List<Conversation> split(List<Utterance> members, Map<String, Slice> firsts) {
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
            Slice first = firsts.get(group.get(0).id);
            String id = Ids.conversation(
                            stream, first.part().chunk(), group.get(0).start, definition.conversationGapMicros())
                    .toString();
            long greatest = group.stream().mapToLong(Utterance::end).max().orElseThrow();
            conversations.add(new Conversation(id, group.get(0).start, greatest, group));
        }
        return conversations;
    }
}
