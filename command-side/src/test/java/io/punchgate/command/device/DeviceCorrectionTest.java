package io.punchgate.command.device;

import static io.punchgate.command.device.Given.NOW;
import static io.punchgate.command.device.Given.SN;
import static io.punchgate.command.device.Given.punch;
import static io.punchgate.command.device.Given.registered;
import static io.punchgate.command.device.Given.report;
import static io.punchgate.command.device.Given.settings;

import io.punchgate.api.WrittenTime;
import io.punchgate.api.device.DeviceCommand.CorrectPunch;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.PushedEvent.CorrectedTime;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.StopsTheClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StopsTheClock
class DeviceCorrectionTest {

    private static final PunchRecorded PUNCH = InterpretedPunch.interpret(
                    report("p1", punch("1001", "2026-06-21T09:30:00", null, "1")), settings())
            .event();

    private final AggregateTestFixture<Device> fixture = new AggregateTestFixture<>(Device.class);

    @BeforeEach
    void provideLedger() {
        fixture.registerInjectableResource(new InMemoryPunchLedger());
    }

    private static CorrectPunch correct(boolean voided, @Nullable PunchType type, @Nullable String time) {
        return new CorrectPunch(
                "c1",
                PUNCH,
                voided,
                type,
                time == null ? null : Objects.requireNonNull(WrittenTime.parse(time)),
                "forgot",
                "payroll (k1)",
                NOW);
    }

    private static PunchCorrected corrected(boolean voided, @Nullable PunchType type, @Nullable CorrectedTime time) {
        return new PunchCorrected(
                "c1",
                SN,
                "acme",
                "p1",
                "1001",
                PunchType.CheckIn,
                voided,
                type,
                time,
                "forgot",
                "payroll (k1)",
                NOW,
                null,
                null);
    }

    @Test
    void givenAPunch_whenVoided_thenOnlyThatIsRecorded() {
        PunchCorrected voided = corrected(true, null, null);
        fixture.given(registered(settings()), PUNCH)
                .when(correct(true, null, null))
                .expectEvents(voided)
                .expectResultMessagePayload(voided);
    }

    @Test
    void givenATimeWithoutAnOffset_whenCorrected_thenItIsOneInTheDevicesZone() {
        fixture.given(registered(settings()), PUNCH)
                .when(correct(false, PunchType.CheckOut, "2026-06-21 18:00:00"))
                .expectEvents(corrected(
                        false,
                        PunchType.CheckOut,
                        new CorrectedTime(
                                Instant.parse("2026-06-21T12:30:00Z"),
                                LocalDateTime.parse("2026-06-21T18:00:00"),
                                "+05:30")));
    }

    @Test
    void givenAnInstantInAGapOrAnOverlap_whenCorrected_thenItsWallClockIsTheDevices() {
        fixture.given(registered(settings("Europe/Berlin", null, TransportAuth.SECRETS_ONLY, true)), PUNCH)
                .when(correct(false, null, "2026-10-25T01:30:00Z"))
                .expectEvents(corrected(
                        false,
                        null,
                        new CorrectedTime(
                                Instant.parse("2026-10-25T01:30:00Z"),
                                LocalDateTime.parse("2026-10-25T02:30:00"),
                                "+01:00")));
        fixture.given(registered(settings("Europe/Berlin", null, TransportAuth.SECRETS_ONLY, true)), PUNCH)
                .when(correct(false, null, "2026-03-29T02:30:00"))
                .expectEvents(corrected(
                        false,
                        null,
                        new CorrectedTime(
                                Instant.parse("2026-03-29T01:30:00Z"),
                                LocalDateTime.parse("2026-03-29T03:30:00"),
                                "+02:00")));
    }

    @Test
    void givenAVoidedPunch_whenTheDeviceSendsItAgain_thenItStaysADuplicate() {
        fixture.givenCommands(
                        Given.register(settings()),
                        report("p1", punch("1001", "2026-06-21T09:30:00", null, "1")),
                        correct(true, null, null))
                .when(report("p2", punch("1001", "2026-06-21T09:30:00", null, "1")))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Duplicate(null));
    }

    @Test
    void givenADisabledDeviceOrAnEarlierCorrection_whenCorrected_thenThatIsRecordedAllTheSame() {
        fixture.given(
                        registered(settings("Asia/Kolkata", null, TransportAuth.SECRETS_ONLY, false)),
                        PUNCH,
                        corrected(true, null, null))
                .when(correct(false, PunchType.MealIn, null))
                .expectEvents(corrected(false, PunchType.MealIn, null));
    }
}
