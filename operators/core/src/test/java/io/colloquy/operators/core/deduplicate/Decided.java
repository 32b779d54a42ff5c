package io.colloquy.operators.core.deduplicate;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.schemas.StreamId;

/** What a decision has done: what it did not do is null. */
public final class Decided implements Decision.Cases {
    private AudioPart passed;
    private AccountEntry account;
    private SourceRestated restated;
    private RejectedRecord rejected;

    private Decided() {}

    public static Decided of(Decision decision) {
        Decided decided = new Decided();
        decision.when(decided);
        return decided;
    }

    @Override
    public void pass(AudioPart part) {
        passed = part;
    }

    @Override
    public void account(AccountEntry entry) {
        account = entry;
    }

    @Override
    public void restate(StreamId stream, SourceRestated source) {
        restated = source;
    }

    @Override
    public void reject(RejectedRecord record) {
        rejected = record;
    }

    public AudioPart passed() {
        return passed;
    }

    public AccountEntry account() {
        return account;
    }

    public SourceRestated restated() {
        return restated;
    }

    public RejectedRecord rejected() {
        return rejected;
    }
}
