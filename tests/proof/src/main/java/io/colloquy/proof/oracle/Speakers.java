package io.colloquy.proof.oracle;

import io.colloquy.proof.oracle.Models.Clusters;
import io.colloquy.proof.oracle.Models.Voice;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.proof.oracle.Oracle.Utterance;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Who speaks: the voices of ten minutes, and over a conversation the voices of these, eight and eight at a time. */
final class Speakers {
    private final Models models;
    private final Map<String, float[]> embeddings = new HashMap<>();

    /** A voice within its ten minutes. */
    private record BucketVoice(long bucket, int number) {}

    Speakers(Models models) {
        this.models = models;
    }

    void add(String utterance, float[] embedding) {
        embeddings.put(utterance, embedding);
    }

    /** @param members of all conversations, sorted */
    UnaryOperator<Conversation> of(List<Utterance> members) {
        Map<Long, List<Utterance>> buckets = new TreeMap<>();
        for (Utterance member : members) {
            buckets.computeIfAbsent(Timeline.bucket(member.start()), bucket -> new ArrayList<>())
                    .add(member);
        }
        Map<String, BucketVoice> voiceOf = new HashMap<>();
        Map<BucketVoice, Voice> voices = new HashMap<>();
        buckets.forEach((bucket, utterances) -> {
            Clusters clusters = models.ofUtterances()
                    .apply(utterances.stream().map(this::voice).toList());
            for (int i = 0; i < utterances.size(); i++) {
                BucketVoice voice = new BucketVoice(bucket, clusters.labels()[i]);
                voiceOf.put(utterances.get(i).id(), voice);
                voices.put(voice, clusters.centroids().get(voice.number));
            }
        });
        return conversation -> labelled(conversation, voiceOf, voices);
    }

    private Voice voice(Utterance utterance) {
        return new Voice(embeddings.get(utterance.id()), (utterance.end() - utterance.start()) / 1e6);
    }

    private Conversation labelled(
            Conversation conversation, Map<String, BucketVoice> voiceOf, Map<BucketVoice, Voice> voices) {
        Map<BucketVoice, Voice> own = new LinkedHashMap<>();
        for (Utterance utterance : conversation.utterances()) {
            BucketVoice voice = voiceOf.get(utterance.id());
            own.putIfAbsent(voice, voices.get(voice));
        }
        Map<BucketVoice, Integer> speakers = speakers(own);
        List<Utterance> labelled = conversation.utterances().stream()
                .map(utterance -> utterance.by("S" + (speakers.get(voiceOf.get(utterance.id())) + 1)))
                .toList();
        return new Conversation(conversation.id(), conversation.start(), conversation.end(), labelled);
    }

    /** The voices of a while, by who they are in the end. */
    private record While(List<Voice> voices, Map<BucketVoice, Integer> whose) {}

    /** @param bucketVoices in the order in which they first speak */
    private Map<BucketVoice, Integer> speakers(Map<BucketVoice, Voice> bucketVoices) {
        Map<Long, While> whiles = new TreeMap<>();
        bucketVoices.forEach((key, voice) -> {
            While bucket = whiles.computeIfAbsent(key.bucket, b -> new While(new ArrayList<>(), new HashMap<>()));
            bucket.whose.put(key, bucket.voices.size());
            bucket.voices.add(voice);
        });
        Map<Long, While> longer = longer(whiles, true);
        while (longer.size() > 1) longer = longer(longer, false);
        return longer.values().iterator().next().whose;
    }

    /** Eight whiles, counted since the epoch, become one. */
    private Map<Long, While> longer(Map<Long, While> whiles, boolean always) {
        Map<Long, List<While>> eights = new TreeMap<>();
        whiles.forEach((at, one) -> eights.computeIfAbsent(Math.floorDiv(at, 8L), eight -> new ArrayList<>())
                .add(one));
        Map<Long, While> longer = new TreeMap<>();
        eights.forEach((at, eight) -> longer.put(at, eight.size() > 1 || always ? joined(eight) : eight.get(0)));
        return longer;
    }

    private While joined(List<While> whiles) {
        List<Voice> voices = new ArrayList<>();
        whiles.forEach(one -> voices.addAll(one.voices));
        Clusters clusters = models.ofCentroids().apply(voices);
        Map<BucketVoice, Integer> whose = new HashMap<>();
        int before = 0;
        for (While one : whiles) {
            int shift = before;
            one.whose.forEach((key, number) -> whose.put(key, clusters.labels()[shift + number]));
            before += one.voices.size();
        }
        return new While(clusters.centroids(), whose);
    }
}
