package io.punchgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.punchgate.api.Streams;
import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.device.Transport;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.RowPolicy.Further;
import io.punchgate.command.gateway.RowPolicy.WithoutSubscription;
import io.punchgate.command.gateway.json.AttendanceCodes;
import io.punchgate.runtime.access.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        return new DecodedRow.Punch(
                new ReportedPunch(
                        "" + user, time, null, time.toString(), null, null, AttendanceCodes.TABLE, null, null, null),
                () -> "row " + user);
    }

    private long count(Class<?> kind) {
        return devices.events(Streams.device(SN)).stream()
                .filter(kind::isInstance)
                .count();
    }

    @Test
    void givenMorePunchesThanGoAtOnce_whenStored_thenAllAndWhatCannotBeReadIsKept() {
        devices.register(SN, "token-1", 180, true);
        int punches = 2 * RowPolicy.REFUSING.portion() + 1;
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

    @Test
    void givenNoSubscription_whenStoredByADialectThatCannotRefuse_thenPunchesAreKeptAsRejectedRecords() {
        Subscription ended =
                new Subscription(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-06-02T00:00:00Z"));
        RegisterDevice with = DevicesInMemory.registration(SN, "token-1", 180, true);
        devices.register(new RegisterDevice(
                SN,
                subscribed(with.settings(), ended),
                with.authTokenHash(),
                with.callbackTokenId(),
                with.admsPathHash(),
                with.at()));
        List<DecodedRow> message = List.of(punch(1), JUNK, punch(2), punch(3));
        RowPolicy keeping = new RowPolicy(2, WithoutSubscription.KEEP_AS_REJECTED, 5, Further.COUNTED);
        assertThat(rows.store(DEVICE, message.iterator(), keeping).join()).isNotInstanceOf(DeviceReply.Refused.class);
        assertThat(rejected())
                .extracting(ReportRejected::raw, ReportRejected::reason)
                .containsExactly(
                        tuple("row 1", "the device has no active subscription"),
                        tuple("row 2", "the device has no active subscription"),
                        tuple("row 3", "the device has no active subscription"),
                        tuple("junk", "it is junk"));
        assertThat(rows.store(DEVICE, message).join()).isInstanceOf(DeviceReply.Refused.class);
        assertThat(rows.store(DEVICE, List.of(JUNK)).join()).isInstanceOf(DeviceReply.Refused.class);
        assertThat(rejected()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "COUNTED, 3, junk, 2 more rows cannot be read",
        "JOINED, 3, junk|junk, 'rows that cannot be read, too many to keep each by itself'"
    })
    void givenMoreUnreadableRowsThanAreKeptEach_whenStored_thenTheOthersAreKeptTogether(
            Further further, int records, String raw, String reason) {
        devices.register(SN, "token-1", 180, true);
        RowPolicy policy = new RowPolicy(2, WithoutSubscription.REFUSE, 2, further);
        rows.store(DEVICE, Collections.nCopies(4, JUNK).iterator(), policy).join();
        assertThat(rejected()).hasSize(records).first().returns("it is junk", ReportRejected::reason);
        assertThat(rejected().getLast())
                .returns(raw.replace('|', '\n'), ReportRejected::raw)
                .returns(reason, ReportRejected::reason);
    }

    private static DeviceSettings subscribed(DeviceSettings of, Subscription subscription) {
        return new DeviceSettings(
                of.customerId(),
                of.label(),
                of.timeZone(),
                of.serviceTagId(),
                subscription,
                of.states(),
                of.inputs(),
                of.defaultType(),
                of.heartbeatSeconds(),
                of.offlineAfterSeconds(),
                of.transportAuth(),
                of.enabled());
    }

    private List<ReportRejected> rejected() {
        return devices.events(Streams.device(SN)).stream()
                .filter(ReportRejected.class::isInstance)
                .map(ReportRejected.class::cast)
                .toList();
    }
}
