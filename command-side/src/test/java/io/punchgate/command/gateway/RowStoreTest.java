package io.punchgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.device.CodeTable;
import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.api.device.Transport;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.runtime.access.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowStoreTest {

    private static final String SN = "SN1";
    private static final Reporter DEVICE =
            new Reporter(SN, Credential.authToken(Tokens.sha256Hex("token-1")), Transport.HTTP);
    private static final DecodedRow JUNK = new DecodedRow.Unreadable("junk", "it is junk");

    private final DevicesInMemory devices = new DevicesInMemory();
    private final RowStore rows = new RowStore(
            Inboxes.before(devices.commands(), Clock.fixed(Instant.parse("2026-06-21T04:00:01Z"), ZoneOffset.UTC)));

    @AfterEach
    void stop() {
        devices.close();
    }

    private static DecodedRow punch(int user) {
        LocalDateTime time = LocalDateTime.parse("2026-06-21T09:30:00");
        return new DecodedRow.Punch(new ReportedPunch(
                "" + user, time, null, time.toString(), null, null, CodeTable.ATTENDANCE_API, null, null, null));
    }

    private long count(Class<?> kind) {
        return devices.events(Streams.device(SN)).stream()
                .filter(kind::isInstance)
                .count();
    }

    @Test
    void givenMorePunchesThanGoAtOnce_whenStored_thenAllAndWhatCannotBeReadIsKept() {
        devices.register(SN, "token-1", 180, true);
        int punches = 2 * RowStore.ROWS_IN_FLIGHT_MAX + 1;
        List<DecodedRow> message = Stream.concat(
                        IntStream.range(0, punches).mapToObj(RowStoreTest::punch),
                        Stream.of(JUNK, new DecodedRow.NoPunch()))
                .toList();
        assertThat(rows.store(DEVICE, message).join()).isNotInstanceOf(DeviceReply.Refused.class);
        assertThat(count(PunchRecorded.class)).isEqualTo(punches);
        assertThat(count(ReportRejected.class)).isEqualTo(1);
    }

    @Test
    void givenDisabledOrUnknownDevice_whenStored_thenRefusedAndNothingIsKept() {
        assertThat(rows.store(DEVICE, List.of(JUNK)).join()).isInstanceOf(DeviceReply.Refused.class);
        devices.register(SN, "token-1", 180, false);
        for (List<DecodedRow> message : List.of(List.of(punch(1), JUNK), List.of(JUNK), List.<DecodedRow>of())) {
            assertThat(rows.store(DEVICE, message).join()).isInstanceOf(DeviceReply.Refused.class);
        }
        assertThat(count(PunchRecorded.class) + count(ReportRejected.class)).isZero();
    }

    @Test
    void givenStoreThatFails_whenStored_thenUnavailable() {
        devices.register(SN, "token-1", 180, true);
        devices.fail(true);
        assertThat(rows.store(DEVICE, List.of(punch(1), JUNK)))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ReportUnavailable.class);
    }
}
