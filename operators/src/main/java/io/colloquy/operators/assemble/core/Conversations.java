package io.colloquy.operators.assemble.core;

import io.colloquy.operators.assemble.core.BucketSummary.BucketVoice;
import io.colloquy.operators.assemble.core.BucketSummary.Run;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.Voice;
import io.colloquy.speech.VoiceClustering;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the conversations that touch some buckets, from the summaries of the buckets that they reach. */
final class Conversations {
    private final StreamId stream;
    private final long gap;
    private final long reach;
    private final AssembleState state;
    private final Map<Long, BucketSummary> summaries = new HashMap<>();

    Conversations(StreamId stream, Definition definition, AssembleState state) {
        this.stream = stream;
        this.gap = definition.conversationGapMicros();
        this.reach = reach(definition);
        this.state = state;
    }

    /** A run by its place. */
    record Place(long bucket, int run) {}

    /** Runs with no conversation gap between them, and none that could be added. */
    record Conversation(String id, long start, long end, String models, List<Place> places, List<VoiceLabel> voices) {}

    /** How many buckets away from an utterance's start the next one of its conversation may start. */
    static long reach(Definition definition) {
        long longestUtterance = 4 * Timeline.micros(definition.maxUtteranceSamples());
        return Math.floorDiv(definition.conversationGapMicros() + longestUtterance, Timeline.BUCKET_MICROS) + 1;
    }

    List<Conversation> touching(Collection<Long> buckets) {
        Set<Place> seen = new HashSet<>();
        List<Conversation> found = new ArrayList<>();
        for (long bucket : new TreeSet<>(buckets)) {
            for (int run = 0; run < summary(bucket).runs().size(); run++) {
                Place place = new Place(bucket, run);
                if (seen.contains(place)) continue;
                List<Place> places = around(place);
                seen.addAll(places);
                found.add(conversation(places));
            }
        }
        return found;
    }

    private List<Place> around(Place place) {
        Deque<Place> places = new ArrayDeque<>();
        places.add(place);
        for (Place left = place; continues(left); ) {
            left = before(left);
            places.addFirst(left);
        }
        for (Place right = after(place); right != null && continues(right); right = after(right)) {
            places.addLast(right);
        }
        return new ArrayList<>(places);
    }

    /** Whether less than the gap lies between the run and the greatest end before it. */
    private boolean continues(Place place) {
        long end = Long.MIN_VALUE;
        List<Run> siblings = summary(place.bucket).runs();
        for (Run run : siblings.subList(0, place.run)) end = Math.max(end, run.end());
        for (long b = place.bucket - reach; b < place.bucket; b++) {
            for (Run run : summary(b).runs()) end = Math.max(end, run.end());
        }
        return end != Long.MIN_VALUE && siblings.get(place.run).start() - end < gap;
    }

    private Place before(Place place) {
        if (place.run > 0) return new Place(place.bucket, place.run - 1);
        for (long b = place.bucket - 1; b >= place.bucket - reach; b--) {
            int runs = summary(b).runs().size();
            if (runs > 0) return new Place(b, runs - 1);
        }
        throw new IllegalStateException("a run that continues has one before it");
    }

    private Place after(Place place) {
        if (place.run + 1 < summary(place.bucket).runs().size()) return new Place(place.bucket, place.run + 1);
        for (long b = place.bucket + 1; b <= place.bucket + reach; b++) {
            if (!summary(b).runs().isEmpty()) return new Place(b, 0);
        }
        return null;
    }

    private Conversation conversation(List<Place> places) {
        Run first = run(places.get(0));
        long end = Long.MIN_VALUE;
        Set<String> models = new TreeSet<>();
        for (Place place : places) {
            end = Math.max(end, run(place).end());
            models.addAll(run(place).models());
        }
        String id = Ids.conversation(stream, first.anchor(), first.anchorOffset(), gap)
                .toString();
        return new Conversation(id, first.start(), end, String.join(", ", models), places, voices(places));
    }

    /** Clusters the voices of the buckets over the conversation. */
    private List<VoiceLabel> voices(List<Place> places) {
        Map<VoiceLabel, Voice> voices = new LinkedHashMap<>();
        for (Place place : places) {
            for (int number : run(place).voices()) {
                BucketVoice voice = summary(place.bucket).voices().get(number);
                voices.putIfAbsent(
                        new VoiceLabel(place.bucket, number, ""), new Voice(voice.centroid(), voice.seconds()));
            }
        }
        int[] labels = Voiceprints.cluster(VoiceClustering.OF_CENTROIDS, new ArrayList<>(voices.values()))
                .labels();
        List<VoiceLabel> result = new ArrayList<>();
        for (VoiceLabel voice : voices.keySet()) {
            result.add(new VoiceLabel(voice.bucket(), voice.voice(), "S" + (labels[result.size()] + 1)));
        }
        return result;
    }

    private Run run(Place place) {
        return summary(place.bucket).runs().get(place.run);
    }

    private BucketSummary summary(long bucket) {
        return summaries.computeIfAbsent(bucket, state::summary);
    }
}
