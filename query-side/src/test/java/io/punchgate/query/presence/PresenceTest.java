package io.punchgate.query.presence;

import static io.punchgate.query.RunningQuerySide.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestEvents;
import io.punchgate.query.TestPunches;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class PresenceTest {

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static String get(String customer, String path) {
        return json(SIDE.getAs(customer, Role.INTEGRATOR, "/api/v1/presence" + path))
                .path("data")
                .toString();
    }

    private static String device(String sn, boolean online, String lastSeen, String transport) {
        return "{\"sn\":\"%s\",\"label\":\"Main Gate\",\"online\":%s,\"last_seen\":%s,\"transport\":%s}"
                .formatted(sn, online, lastSeen, transport);
    }

    private static String quoted(Object text) {
        return "\"" + text + "\"";
    }

    @Test
    void givenDevicesSeenAndNot_whenRead_thenOnlineByTheirSilence() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant before = now.minusSeconds(200);
        for (String sn : new String[] {"P-1", "P-2", "P-3"}) {
            SIDE.append(Streams.device(sn), now, TestEvents.device(sn, "seen"));
        }
        SIDE.append(
                Streams.device("P-1"),
                now,
                new DeviceSeen("P-1", "seen", now, "mqtt"),
                new DeviceSeen("P-1", "seen", now.minusSeconds(5), "http"));
        SIDE.append(Streams.device("P-2"), now, new DeviceSeen("P-2", "seen", before, "tcp"));

        assertThat(get("seen", ""))
                .isEqualTo("[" + device("P-1", true, quoted(now), quoted("mqtt")) + ","
                        + device("P-2", false, quoted(before), quoted("tcp")) + ","
                        + device("P-3", false, "null", "null") + "]");
        assertThat(get("stranger", "")).isEqualTo("[]");
    }

    @Test
    void givenADeviceSeenGoing_whenRead_thenOfflineUntilSeenAgain() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant seenAgain = now.plusMillis(1);
        SIDE.append(
                Streams.device("P-6"),
                now,
                TestEvents.device("P-6", "gone"),
                new DeviceSeen("P-6", "gone", now, "mqtt"),
                new DeviceWentOffline("P-6", "gone", now, "mqtt"));
        assertThat(get("gone", "")).isEqualTo("[" + device("P-6", false, quoted(now), quoted("mqtt")) + "]");

        SIDE.append(Streams.device("P-6"), now, new DeviceSeen("P-6", "gone", seenAgain, "mqtt"));
        assertThat(get("gone", "")).isEqualTo("[" + device("P-6", true, quoted(seenAgain), quoted("mqtt")) + "]");
    }

    @Test
    void givenAClockThatWasAheadAndIsSetBack_whenRead_thenTheOrderOfEventsCounts() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant tomorrow = now.plus(1, ChronoUnit.DAYS);
        for (String sn : new String[] {"P-7", "P-8", "P-9"}) {
            SIDE.append(Streams.device(sn), now, TestEvents.device(sn, "ahead"));
        }
        SIDE.append(Streams.device("P-7"), now, new DeviceSeen("P-7", "ahead", tomorrow, "tcp"));
        SIDE.append(
                Streams.device("P-8"),
                now,
                new DeviceSeen("P-8", "ahead", tomorrow, "tcp"),
                new DeviceWentOffline("P-8", "ahead", tomorrow, "tcp"));
        SIDE.append(Streams.device("P-9"), now, new DeviceSeen("P-9", "ahead", tomorrow, "tcp"));
        SIDE.append(Streams.device("P-8"), now, new DeviceSeen("P-8", "ahead", now, "mqtt"));
        SIDE.append(Streams.device("P-9"), now, new DeviceWentOffline("P-9", "ahead", now, "tcp"));

        assertThat(get("ahead", ""))
                .isEqualTo("[" + device("P-7", false, quoted(tomorrow), quoted("tcp")) + ","
                        + device("P-8", true, quoted(now), quoted("mqtt")) + ","
                        + device("P-9", false, quoted(now), quoted("tcp")) + "]");
    }

    @Test
    void givenAPunch_whenRead_thenItIsASighting() {
        SIDE.append(Streams.device("P-4"), TestPunches.RECORDED_AT, TestEvents.device("P-4", "punched"));
        SIDE.append(
                Streams.device("P-4"),
                TestPunches.RECORDED_AT,
                new TestPunches("punched", "P-4", "adms").punch("1", "2026-06-21T09:00:00Z", null));

        assertThat(get("punched", ""))
                .isEqualTo("[" + device("P-4", false, quoted("2026-06-21T04:00:01.250Z"), quoted("adms")) + "]");
    }

    @Test
    void givenPeopleInAndOut_whenRead_thenThoseWhoAreIn() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant since = now.minus(2, ChronoUnit.HOURS);
        TestPunches device = new TestPunches("people", "P-5", "http");
        SIDE.append(
                Streams.device("P-5"),
                now,
                device.punch("in", since.toString(), PunchType.CheckIn),
                device.punch("unknown type", since.toString(), null),
                device.punch("left", since.toString(), PunchType.CheckIn),
                device.punch("left", now.minusSeconds(60).toString(), PunchType.CheckOut),
                device.punch("forgot", now.minus(17, ChronoUnit.HOURS).toString(), PunchType.CheckIn));

        assertThat(json(SIDE.getAs("people", Role.INTEGRATOR, "/api/v1/presence/users"))
                        .path("data")
                        .valueStream()
                        .map(JsonNode::toString))
                .containsExactlyInAnyOrder(
                        "{\"user_id\":\"in\",\"since\":\"%s\",\"sn\":\"P-5\",\"erased\":false}".formatted(since),
                        "{\"user_id\":\"unknown type\",\"since\":\"%s\",\"sn\":\"P-5\",\"erased\":false}"
                                .formatted(since));
    }
}
