package io.colloquy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterShapeTest {

    @Test
    void membersStartAfterThoseThatTheyNeed() {
        assertThat(new ClusterShape(2, 4, true, Map.of()).members())
                .extracting(Member::name)
                .containsExactly(
                        "s3", "zookeeper", "servers", "jobmanager-1", "jobmanager-2", "taskmanager-1", "taskmanager-2");
        assertThat(new ClusterShape(1, 1, false, Map.of()).members())
                .extracting(Member::name)
                .containsExactly("s3", "servers", "jobmanager-1", "taskmanager-1");
    }

    @Test
    void everyMemberIsFoundByItsName() {
        for (Member member : new ClusterShape(12, 1, true, Map.of()).members())
            assertThat(Member.named(member.name())).isEqualTo(member);
        assertThatThrownBy(() -> Member.named("gateway")).hasMessageContaining("gateway");
    }

    @Test
    void hasAsManySubtasksAsSlots() {
        assertThat(new ClusterShape(3, 4, false, Map.of()).parallelism()).isEqualTo(12);
    }

    @Test
    void optionsComeOnTop() {
        ClusterShape shape = new ClusterShape(1, 1, false, Map.of("a", "1", "b", "1"));
        assertThat(shape.with(Map.of("b", "2")).options()).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void hasAtLeastOneOfEach() {
        assertThatThrownBy(() -> new ClusterShape(0, 1, false, Map.of())).hasMessageContaining("task managers, not 0");
        assertThatThrownBy(() -> new ClusterShape(1, 0, false, Map.of())).hasMessageContaining("slots, not 0");
    }
}
