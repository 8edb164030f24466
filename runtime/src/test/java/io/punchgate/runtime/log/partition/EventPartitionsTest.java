package io.punchgate.runtime.log.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.runtime.log.EventLog;
import io.punchgate.runtime.log.StagedAppend;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class EventPartitionsTest extends SmallLog {

    @Test
    void givenAFullPartition_whenAppended_thenTheNextIsMadeAtOnceAndNothingFails() {
        EventLog log = smallLog();

        append(log, OLD, 0, 9);
        append(log, OLD, 9, 45);

        assertThat(log.head()).isEqualTo(54);
        assertThat(partitions()).hasSize(6);
        assertThat(jdbc.queryForObject("select count(*) from log.event_41", Long.class))
                .isEqualTo(10);
        assertThat(sequences(log().readAfter(0))).isEqualTo(upTo(53));
    }

    @Test
    void givenManyProcessesAtTheEndOfAPartition_whenAllAppend_thenOnePartitionIsMade() {
        EventLog log = smallLog();
        append(log, OLD, 0, 10);

        IntStream.range(0, 8).parallel().forEach(i -> append(log(), "customer/" + i, 0, 1));

        assertThat(partitions()).hasSize(2);
        assertThat(log.head()).isEqualTo(18);
    }

    @Test
    void givenFullPartitions_whenAStreamIsRead_thenEachPartOfItIsFound() {
        EventLog log = smallLog();
        for (int i = 0; i < 8; i++) {
            append(log, OLD, i * 3L, 3);
            append(log, "customer/" + i, 0, 2);
        }
        assertThat(sequences(log.readStream(OLD, 0, 100))).isEqualTo(upTo(23));

        log.partitions().maintain(log.head());

        assertThat(log.partitions().toldUpTo()).isEqualTo(40);
        for (int from = 0; from <= 24; from++) {
            for (int max : new int[] {1, 5, 100}) {
                assertThat(sequences(log.readStream(OLD, from, max)))
                        .isEqualTo(LongStream.range(from, Math.min(24, from + max))
                                .boxed()
                                .toList());
            }
        }
        assertThat(log.lastSequence(OLD)).contains(23L);
        assertThat(log.lastSequence("customer/0")).contains(1L);
        assertThat(log.readStream("customer/0", 0, 100)).hasSize(2);
        assertThat(log.lastSequence("customer/none")).isEmpty();
        assertThat(log.readStream("customer/none", 0, 100)).isEmpty();
    }

    @Test
    void givenManyPartitions_whenAStreamIsReadFromItsLastSnapshot_thenOneOfThemIsLookedInto() {
        EventLog log = smallLog();
        append(log, OLD, 0, 205);
        log.partitions().maintain(log.head());

        List<String> plan = jdbc.queryForList(
                "explain select position, record from log.event where stream = 'customer/old' and sequence >= 204"
                        + " and position between 201 and 9223372036854775807 order by sequence limit 100",
                String.class);

        assertThat(partitions()).hasSizeGreaterThan(20);
        assertThat(plan.stream().filter(line -> line.contains(" on event_")))
                .as("the one in use, and the one made ahead")
                .hasSize(2)
                .allMatch(line -> line.contains(" on event_2"));
    }

    /** An index of streams and sequences tells of two only within a partition: here the head does. */
    @Test
    void givenTwoWritersOfOneStream_whenTheSecondIsBehindTheBoundary_thenItIsRefused() {
        EventLog log = smallLog();
        append(log, OLD, 0, 9);
        EventLog other = log();
        StagedAppend assumed = log.stage(9);
        assumed.append(List.of(event(OLD, 9), event(OLD, 10)));

        append(other, OLD, 9, 1);

        // Decided before the other appended, with and without an assumption about the head.
        assertThatThrownBy(assumed::write).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> append(log, OLD, 9, 1)).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> append(log, OLD, 0, 1)).isInstanceOf(DuplicateKeyException.class);
        log.partitions().maintain(log.head());
        assertThatThrownBy(() -> append(log, OLD, 9, 1)).isInstanceOf(DuplicateKeyException.class);
        append(log, OLD, 10, 1);
        assertThat(sequences(log().readAfter(0))).isEqualTo(upTo(10));
    }
}
