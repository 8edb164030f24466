package io.punchgate.query.stream;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.stream.StreamClient.Told;
import io.punchgate.runtime.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Streams that come to what cannot be read. */
class StreamStandStillTest {

    @RegisterExtension
    static final RunningQuerySide SIDE =
            new RunningQuerySide(TestDatabase.freshUrl(), "--punchgate.streams.unread-max=1s");

    private static void assertTold(Told told, String user) {
        assertThat(told.json().path("user_id").stringValue()).isEqualTo(user);
    }

    @Test
    void givenAnEventThatCannotBeRead_whenListenersComeToIt_thenTheyAreEndedInTimeAndOthersGoOn() {
        Instant since = Instant.now();
        StreamCustomer broken = StreamCustomer.of(SIDE, "broken", null);
        StreamCustomer whole = StreamCustomer.of(SIDE, "whole", null);
        broken.punch("0");
        damage(broken);
        broken.punch("1");
        whole.punch("1");
        Gauge unread =
                SIDE.bean(MeterRegistry.class).get("punchgate.streams.unread").gauge();

        try (StreamClient one = broken.listen("?types=punch&since=" + since);
                StreamClient two = broken.listen("?types=punch&since=" + since);
                StreamClient other = whole.listen("?types=punch&since=" + since)) {
            assertTold(other.next(), "1");
            await().until(() -> unread.value() == 2);
            assertThat(one.ended()).succeedsWithin(Duration.ofSeconds(5));
            assertThat(two.ended()).succeedsWithin(Duration.ofSeconds(5));
            assertThat(one.rest()).isEmpty();
            whole.punch("2");
            assertTold(other.next(), "2");
        }
        await().until(() -> unread.value() == 0);
    }

    /** Once the read models have it, nobody else reads it. */
    private static void damage(StreamCustomer customer) {
        for (String list : new String[] {"/api/v1/punches", "/api/v1/presence"}) {
            await().until(() ->
                    !json(SIDE.getWith(customer.key(), list)).path("data").isEmpty());
        }
        int damaged = SIDE.bean(JdbcTemplate.class)
                .update(
                        "update log.event set record = 'no JSON ' || record where position = (select max(position) from log.event)");
        assertThat(damaged).isEqualTo(1);
    }
}
