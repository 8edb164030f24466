package io.punchgate.runtime.log.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.log.StoredEvent;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRowTest {

    /** The driver rounds to the next microsecond, which is another second here. */
    @ParameterizedTest
    @CsvSource({
        "2026-06-21T04:00:00.123456400Z, 2026-06-21T04:00:00.123456Z, true",
        "2026-06-21T04:00:00.123456500Z, 2026-06-21T04:00:00.123457Z, true",
        "2026-06-21T04:00:00.999999999Z, 2026-06-21T04:00:01Z, true",
        "2026-06-21T04:00:00.123456Z, 2026-06-21T04:00:00.123456Z, true",
        "2026-06-21T04:00:00.123456Z, 2026-06-21T04:00:00.123458Z, false"
    })
    void givenATimeWithNanoseconds_whenTheColumnIsItsRoundedOne_thenTheyAgree(
            Instant told, Instant column, boolean agrees) {
        StoredEvent event = new StoredEvent("id", "customer/acme", 3, told, new ApiKeyRevoked("acme", "k1", told));
        EventRow row = new EventRow(7, "customer/acme", 3, "punchgate.api-key-revoked.v1", column, "{}", event);

        assertThat(row.agrees()).isEqualTo(agrees);
    }
}
