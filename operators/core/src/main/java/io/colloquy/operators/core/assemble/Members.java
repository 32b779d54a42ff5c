package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.assemble.BucketSummary.Run;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.UtteranceRow;
import io.colloquy.schemas.Word;
import io.colloquy.speech.diarization.Voice;
import io.colloquy.speech.diarization.VoiceClustering;
import io.colloquy.speech.diarization.VoiceClusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The members of a bucket: its utterances of which a word shows, sorted by (start, id); and their voices.
 *
 * @param labels the voice of each member, see {@link VoiceNumbers}
 * @param said what was published of the bucket's utterances before
 */
record Members(long bucket, List<Member> members, int[] labels, List<KeptVoice> voices, List<PublishedUtterance> said) {

    /** @param words those that show, never none; times in ms from the first sample that shows */
    record Member(String id, StitchedUtterance utterance, ClipTranscript transcript, List<Word> words) {
        static final Comparator<Member> ORDER = Comparator.<Member>comparingLong(member -> member.utterance.start())
                .thenComparing(Member::id);

        static Member of(UtteranceEntry entry, ClipTranscript transcript) {
            return new Member(entry.id(), entry.utterance(), transcript, words(entry.utterance(), transcript));
        }

        private static List<Word> words(StitchedUtterance utterance, ClipTranscript transcript) {
            int start = utterance.lead() + utterance.firstShown();
            int shift = Math.toIntExact(Timeline.micros(start) / 1000);
            List<Word> words = new ArrayList<>(transcript.words().size());
            for (Word word : transcript.words()) {
                if (!shows(word, utterance)) continue;
                words.add(new Word(word.w(), Math.max(0, word.s() - shift), Math.max(0, word.e() - shift), word.c()));
            }
            return words;
        }

        /** A word shows if its middle does. A middle in the padding counts as the utterance's nearest sample. */
        private static boolean shows(Word word, StitchedUtterance utterance) {
            long middle = Timeline.samples((word.s() + word.e()) / 2 * 1000L) - utterance.lead();
            return utterance.shows((int) Math.max(0, Math.min(utterance.length() - 1, middle)));
        }
    }

    static Members of(long bucket, AssembleState state, VoiceClustering clustering) {
        ClipTranscripts transcripts = new ClipTranscripts(state);
        List<Member> members = new ArrayList<>();
        for (UtteranceEntry entry : new UtteranceSet(state).in(bucket)) {
            ClipTranscript transcript = transcripts.to(entry.utterance());
            if (transcript == null) continue;
            Member member = Member.of(entry, transcript);
            if (!member.words.isEmpty()) members.add(member);
        }
        members.sort(Member.ORDER);
        return clustered(bucket, members, state.rows(bucket), clustering);
    }

    private static Members clustered(
            long bucket, List<Member> members, List<PublishedUtterance> said, VoiceClustering clustering) {
        List<Voice> voices = new ArrayList<>();
        for (Member member : members) {
            double seconds = (member.utterance.end() - member.utterance.start()) / 1e6;
            voices.add(new Voice(member.transcript.embedding().vector(), seconds));
        }
        VoiceClusters clusters = MixedEmbeddings.cluster(clustering, voices);
        int[] labels = clusters.labels();
        KeptVoice[] kept = new KeptVoice[clusters.centroids().size()];
        List<String> ids = members.stream().map(Member::id).toList();
        int[] numbers = VoiceNumbers.of(ids, labels, kept.length, said);
        for (int i = 0; i < kept.length; i++)
            kept[numbers[i]] = KeptVoice.of(clusters.centroids().get(i));
        int[] numbered = Arrays.stream(labels).map(label -> numbers[label]).toArray();
        return new Members(bucket, members, numbered, List.of(kept), said);
    }

    /** The bucket's summary. Whether runs continue those of other buckets is still to be found. */
    BucketSummary summary(long gapMicros) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        long end = Long.MIN_VALUE;
        for (int i = 0; i < members.size(); i++) {
            StitchedUtterance utterance = members.get(i).utterance;
            if (i > from && utterance.start() - end >= gapMicros) {
                runs.add(run(from, i, end));
                from = i;
            }
            end = Math.max(end, utterance.end());
        }
        if (!members.isEmpty()) runs.add(run(from, members.size(), end));
        return new BucketSummary(runs, voices, false);
    }

    private Run run(int from, int to, long end) {
        StitchedUtterance first = members.get(from).utterance;
        Slice anchor = first.shown().get(0);
        Set<Integer> speaking = new LinkedHashSet<>();
        Set<String> models = new TreeSet<>();
        for (int i = from; i < to; i++) {
            speaking.add(labels[i]);
            models.add(members.get(i).transcript.model());
        }
        return new Run(first.start(), end, false, anchor.part().chunk(), List.copyOf(speaking), List.copyOf(models));
    }

    /** What is kept of the {@code i}th member once its row is published. */
    PublishedUtterance published(int i) {
        Member member = members.get(i);
        return new PublishedUtterance(
                member.id,
                member.utterance.start(),
                labels[i],
                Objects.hash(member.utterance.end(), labels[i], member.words));
    }

    /** The row of the {@code i}th member. */
    UtteranceRow row(int i, String conversationId) {
        Member member = members.get(i);
        String text = member.words.stream().map(Word::w).collect(Collectors.joining(" "));
        double confidence = member.words.stream().mapToDouble(Word::c).average().orElseThrow();
        return new UtteranceRow(
                member.id,
                conversationId,
                bucket,
                member.utterance.start(),
                member.utterance.end(),
                labels[i],
                text,
                (float) confidence,
                member.words);
    }
}
