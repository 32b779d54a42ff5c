package io.colloquy.tests.oracle;

import io.colloquy.schemas.Timeline;
import io.colloquy.tests.oracle.Models.Clusters;
import io.colloquy.tests.oracle.Models.Voice;
import io.colloquy.tests.oracle.Oracle.Conversation;
import io.colloquy.tests.oracle.Oracle.Utterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Who speaks: the voices of ten minutes, and over a conversation the voices of these. */
final class Speakers {
    private final Models models;
    private final Map<String, float[]> voiceprints = new HashMap<>();

    /** A voice within its ten minutes. */
    private record Heard(long bucket, int number) {}

    Speakers(Models models) {
        this.models = models;
    }

    void hear(String utterance, float[] voiceprint) {
        voiceprints.put(utterance, voiceprint);
    }

    /** @param members of all conversations, sorted */
    UnaryOperator<Conversation> of(List<Utterance> members) {
        Map<Long, List<Utterance>> buckets = new TreeMap<>();
        for (Utterance member : members) {
            buckets.computeIfAbsent(Timeline.bucket(member.start()), bucket -> new ArrayList<>())
                    .add(member);
        }
        Map<String, Heard> voiceOf = new HashMap<>();
        Map<Heard, Voice> voices = new HashMap<>();
        buckets.forEach((bucket, utterances) -> {
            Clusters clusters = models.ofUtterances()
                    .apply(utterances.stream().map(this::voice).toList());
            for (int i = 0; i < utterances.size(); i++) {
                Heard heard = new Heard(bucket, clusters.labels()[i]);
                voiceOf.put(utterances.get(i).id(), heard);
                voices.put(heard, clusters.centroids().get(heard.number));
            }
        });
        return conversation -> labelled(conversation, voiceOf, voices);
    }

    private Voice voice(Utterance utterance) {
        return new Voice(voiceprints.get(utterance.id()), (utterance.end() - utterance.start()) / 1e6);
    }

    private Conversation labelled(Conversation conversation, Map<String, Heard> voiceOf, Map<Heard, Voice> voices) {
        Map<Heard, Integer> places = new LinkedHashMap<>();
        for (Utterance utterance : conversation.utterances()) {
            places.putIfAbsent(voiceOf.get(utterance.id()), places.size());
        }
        int[] labels = models.ofCentroids()
                .apply(places.keySet().stream().map(voices::get).toList())
                .labels();
        List<Utterance> labelled = conversation.utterances().stream()
                .map(utterance -> utterance.by("S" + (labels[places.get(voiceOf.get(utterance.id()))] + 1)))
                .toList();
        return new Conversation(conversation.id(), conversation.start(), conversation.end(), labelled);
    }
}
