package io.colloquy.operators.core.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.operators.core.definition.DefinitionKey.Kind;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Definition.Voices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptDefinitionTest {
    private static final KeptDefinition USUAL = KeptDefinition.of(Definition.DEFAULT);
    private static final Definition OTHER_DRIFT = new Definition(
            Definition.DEFAULT.tolerance(),
            Definition.DEFAULT.minSilence(),
            Definition.DEFAULT.minSpeech(),
            Definition.DEFAULT.maxUtterance(),
            Definition.DEFAULT.conversationGap(),
            Duration.ofSeconds(7),
            Definition.DEFAULT.voices());

    @Test
    void goesOnWhereThereIsNoStateYet() {
        assertThatCode(() -> USUAL.check(List.of())).doesNotThrowAnyException();
    }

    @Test
    void goesOnFromWhatEachSubtaskKept() {
        List<KeptConstant> kept = new ArrayList<>(USUAL.constants());
        kept.addAll(USUAL.constants());
        assertThatCode(() -> USUAL.check(kept)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherConstantAndNamesItWithBothValues() {
        assertThatThrownBy(() -> KeptDefinition.of(OTHER_DRIFT).check(USUAL.constants()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("stitch.drift: ")
                .hasMessageContainingAll("computed with 5 s", "settings say 7 s", "Set stitch.drift back to 5 s");
    }

    @Test
    void goesOnWhereANewConstantMeansAsBefore() {
        KeptDefinition more = with(DefinitionKey.setting("stitch.new", "3 s", Optional.of("3 s")));
        assertThatCode(() -> more.check(USUAL.constants())).doesNotThrowAnyException();
    }

    @Test
    void refusesWhereANewConstantIsOtherThanBefore() {
        KeptDefinition more = with(DefinitionKey.setting("stitch.new", "4 s", Optional.of("3 s")));
        assertThatThrownBy(() -> more.check(USUAL.constants()))
                .hasMessageContainingAll("stitch.new: ", "computed with 3 s", "settings say 4 s");
    }

    @Test
    void refusesWhereANewConstantHasNoValueThatMeansAsBefore() {
        KeptDefinition more = with(DefinitionKey.setting("stitch.new", "4 s", Optional.empty()));
        assertThatThrownBy(() -> more.check(USUAL.constants()))
                .hasMessageContainingAll(
                        "stitch.new: ", "this version has 4 s, and the state none", "an earlier version");
    }

    @Test
    void refusesAConstantThatOnlyALaterVersionKnows() {
        List<KeptConstant> later = new ArrayList<>(USUAL.constants());
        later.add(new KeptConstant("stitch.later", "1 s"));
        assertThatThrownBy(() -> USUAL.check(later))
                .hasMessageContainingAll(
                        "stitch.later: ", "computed with 1 s, and this version has none", "a later one");
    }

    @Test
    void refusesAnotherScaleOfVoices() {
        assertThatThrownBy(() -> KeptDefinition.of(withDistance(0.4)).check(USUAL.constants()))
                .hasMessageContainingAll("voices.distance: ", "computed with 0.5", "settings say 0.4");
    }

    /** State that was written before these were settings. */
    @Test
    void takesStateWithoutVoicesForThatOfTheDefaults() {
        List<KeptConstant> kept = new ArrayList<>(USUAL.constants());
        kept.removeIf(constant -> constant.key().startsWith("voices."));
        assertThatCode(() -> USUAL.check(kept)).doesNotThrowAnyException();
        assertThatThrownBy(() -> KeptDefinition.of(withDistance(0.4)).check(kept))
                .hasMessageContainingAll("voices.distance: ", "computed with 0.5", "settings say 0.4");
    }

    private static Definition withDistance(double distance) {
        Definition usual = Definition.DEFAULT;
        Voices voices = usual.voices();
        return new Definition(
                usual.tolerance(),
                usual.minSilence(),
                usual.minSpeech(),
                usual.maxUtterance(),
                usual.conversationGap(),
                usual.drift(),
                new Voices(
                        distance,
                        voices.distanceAcross(),
                        voices.strangeDistance(),
                        voices.reliable(),
                        voices.strangeSpeech()));
    }

    @Test
    void refusesAnotherDetector() {
        assertThatThrownBy(() -> KeptDefinition.ofDetector("b at 0.5")
                        .check(KeptDefinition.ofDetector("a at 0.5").constants()))
                .hasMessageContainingAll("models.vad: ", "a at 0.5", "b at 0.5", "the same model file");
    }

    @Test
    void saysThatOtherRulesAreAnotherVersions() {
        assertThatThrownBy(() -> numbered("definition.rules", Kind.RULES, "2")
                        .check(numbered("definition.rules", Kind.RULES, "1").constants()))
                .hasMessageContainingAll("computed with 1", "this version has 2", "Go on with a version that has 1");
    }

    @Test
    void goesOnFromStateOfFewerPartsButNotOfMore() {
        KeptDefinition fewer = numbered("definition.state", Kind.STATE, "9");
        KeptDefinition more = numbered("definition.state", Kind.STATE, "10");
        assertThatCode(() -> more.check(fewer.constants())).doesNotThrowAnyException();
        assertThatThrownBy(() -> fewer.check(more.constants()))
                .hasMessageContainingAll("computed with 10", "this version has 9", "or a later one");
    }

    @Test
    void saysThatSubtasksHadDifferentModels() {
        List<KeptConstant> kept =
                new ArrayList<>(KeptDefinition.ofDetector("a at 0.5").constants());
        kept.addAll(KeptDefinition.ofDetector("b at 0.5").constants());
        assertThatThrownBy(() -> KeptDefinition.ofDetector("a at 0.5").check(kept))
                .hasMessageContainingAll("models.vad", "a at 0.5", "b at 0.5", "every task manager the same");
    }

    private static KeptDefinition numbered(String name, Kind kind, String number) {
        return KeptDefinition.of(
                Definition.DEFAULT, List.of(new DefinitionKey(name, kind, definition -> number, Optional.empty())));
    }

    @Test
    void refusesStateThatContradictsItself() {
        List<KeptConstant> kept = new ArrayList<>(USUAL.constants());
        kept.addAll(KeptDefinition.of(OTHER_DRIFT).constants());
        assertThatThrownBy(() -> USUAL.check(kept)).hasMessageContainingAll("stitch.drift", "5 s", "7 s", "damaged");
    }

    @Test
    void keepsEveryConstantOfTheDefinition() {
        assertThat(USUAL.constants())
                .hasSize(1
                        + Definition.class.getRecordComponents().length
                        + Definition.Voices.class.getRecordComponents().length);
    }

    private static KeptDefinition with(DefinitionKey key) {
        List<DefinitionKey> keys = new ArrayList<>(DefinitionKey.ALL);
        keys.add(key);
        return KeptDefinition.of(Definition.DEFAULT, keys);
    }
}
