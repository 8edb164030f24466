package io.punchgate.command.device;

import static io.punchgate.command.device.Given.NOW;
import static io.punchgate.command.device.Given.SN;
import static io.punchgate.command.device.Given.TOKEN;
import static io.punchgate.command.device.Given.punch;
import static io.punchgate.command.device.Given.registered;
import static io.punchgate.command.device.Given.report;
import static io.punchgate.command.device.Given.settings;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceReport.AskConfig;
import io.punchgate.api.device.DeviceReport.AskValidity;
import io.punchgate.api.device.DeviceReport.RejectReport;
import io.punchgate.api.device.DeviceReport.ReportHeartbeat;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.device.Transport;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.StopsTheClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StopsTheClock
class DeviceReportTest {

    private static final Credential WRONG = Credential.authToken("ff");
    private static final Subscription ENDED = new Subscription(NOW.minusSeconds(60), NOW);
    private static final DeviceSettings ENDED_SUBSCRIPTION =
            settings("Asia/Kolkata", ENDED, TransportAuth.SECRETS_ONLY, true);
    private static final DeviceSettings DISABLED_AND_ENDED =
            settings("Asia/Kolkata", ENDED, TransportAuth.SECRETS_ONLY, false);
    private static final DeviceSettings OPENED_TO_SERIAL = settings(
            "Asia/Kolkata", null, TransportAuth.from(List.of("10.1.0.0/16")).open(Transport.ADMS), true);
    private static final AuthTokenRotated ROTATED = new AuthTokenRotated(SN, "acme", "cc", NOW, NOW.minusSeconds(60));

    private final AggregateTestFixture<Device> fixture = new AggregateTestFixture<>(Device.class);

    @BeforeEach
    void provideLedger() {
        fixture.registerInjectableResource(new InMemoryPunchLedger());
    }

    @Test
    void givenDevice_whenPunched_thenRecordedInTheDevicesZone() {
        fixture.given(registered(settings()))
                .when(report("p1", punch("1001", "2026-06-21T09:30:00", null, "1")))
                .expectEvents(new PunchRecorded(
                        "p1",
                        SN,
                        "acme",
                        "Main Gate",
                        "1001",
                        Instant.parse("2026-06-21T04:00:00Z"),
                        LocalDateTime.parse("2026-06-21T09:30:00"),
                        "+05:30",
                        "2026-06-21T09:30:00",
                        PunchType.CheckIn,
                        null,
                        "1",
                        InputType.Others,
                        "50",
                        null,
                        null,
                        null,
                        "http",
                        NOW,
                        false,
                        null,
                        null))
                .expectResultMessagePayload(new DeviceReply.Recorded("p1"));
    }

    @Test
    void givenPunch_whenSentAgain_thenDuplicateAndNoEvent() {
        fixture.givenCommands(Given.register(settings()), report("p1", punch("1", "2026-06-21T09:30:00", null, "1")))
                .when(report("p2", punch("1", "2026-06-21T04:00:00", "Z", "CHECKIN")))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Duplicate(null));
    }

    @Test
    void givenNoDevice_whenPunched_thenNotFound() {
        fixture.givenNoPriorActivity()
                .when(report("p1", punch("1", "2026-06-21T09:30:00", null, "1")))
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void givenDisabledDevice_whenTokenIsWrong_thenUnauthorizedComesFirst() {
        fixture.given(registered(DISABLED_AND_ENDED))
                .when(new ReportHeartbeat(SN, WRONG, Transport.HTTP, NOW))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
    }

    @Test
    void givenDisabledDeviceWithEndedSubscription_whenPunched_thenDisabledComesFirst() {
        fixture.given(registered(DISABLED_AND_ENDED))
                .when(report("p1", punch("1", "2026-06-21T09:30:00", null, "1")))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Refused(Refusal.DEVICE_DISABLED));
    }

    @Test
    void givenEndedSubscription_whenPunched_thenRefused() {
        fixture.given(registered(ENDED_SUBSCRIPTION))
                .when(report("p1", punch("1", "2026-06-21T09:30:00", null, "1")))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Refused(Refusal.SUBSCRIPTION_INACTIVE));
    }

    @Test
    void givenEndedSubscription_whenValidityIsAsked_thenServed() {
        fixture.given(registered(ENDED_SUBSCRIPTION), new DeviceSeen(SN, "acme", NOW, "http"))
                .when(new AskValidity(SN, TOKEN, Transport.HTTP, NOW))
                .expectResultMessagePayload(new DeviceReply.Validity(false, ENDED, null));
    }

    @Test
    void givenRepeatedPunch_whenDisabledSince_thenRefused() {
        fixture.given(
                        registered(settings()),
                        new DeviceChanged(
                                SN, "acme", settings("Asia/Kolkata", null, TransportAuth.SECRETS_ONLY, false), NOW))
                .when(report("p2", punch("1", "2026-06-21T09:30:00", null, "1")))
                .expectResultMessagePayload(new DeviceReply.Refused(Refusal.DEVICE_DISABLED));
    }

    @Test
    void givenRotatedToken_whenTheOldOneComesAfterTheOverlap_thenRefused() {
        fixture.given(registered(settings()), ROTATED)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.HTTP, NOW))
                .expectResultMessagePayload(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
    }

    @Test
    void givenRotatedToken_whenTheOldOneComesWithinTheOverlap_thenSeen() {
        fixture.given(registered(settings()), ROTATED)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.HTTP, NOW.minusMillis(1)))
                .expectResultMessagePayload(new DeviceReply.Seen(null));
    }

    @Test
    void givenRotatedToken_whenTheNewOneComes_thenSeen() {
        fixture.given(registered(settings()), ROTATED)
                .when(new ReportHeartbeat(SN, Credential.authToken("cc"), Transport.HTTP, NOW))
                .expectEvents(new DeviceSeen(SN, "acme", NOW, "http"));
    }

    @Test
    void givenOpenedToItsSerialNumber_whenAddressIsInItsNetworks_thenSeen() {
        fixture.given(registered(OPENED_TO_SERIAL))
                .when(new ReportHeartbeat(SN, Credential.serial("10.1.9.9"), Transport.ADMS, NOW))
                .expectEvents(new DeviceSeen(SN, "acme", NOW, "adms"));
    }

    @Test
    void givenOpenedToItsSerialNumber_whenAddressIsElsewhere_thenRefused() {
        fixture.given(registered(OPENED_TO_SERIAL))
                .when(new ReportHeartbeat(SN, Credential.serial("10.2.0.1"), Transport.ADMS, NOW))
                .expectResultMessagePayload(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
    }

    @Test
    void givenNotOpenedToItsSerialNumber_whenItComesAlone_thenRefused() {
        fixture.given(registered(settings()))
                .when(new ReportHeartbeat(SN, Credential.serial("10.1.9.9"), Transport.ADMS, NOW))
                .expectResultMessagePayload(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
    }

    @Test
    void givenDevice_whenConfigIsAsked_thenItsSettings() {
        fixture.given(registered(settings()), new DeviceSeen(SN, "acme", NOW, "http"))
                .when(new AskConfig(SN, TOKEN, Transport.HTTP, NOW.plusSeconds(5)))
                .expectResultMessagePayload(new DeviceReply.Config(settings(), NOW.plusSeconds(30)));
    }

    @Test
    void givenDevice_whenAReportIsUnreadable_thenKept() {
        fixture.given(registered(settings()), new DeviceSeen(SN, "acme", NOW, "adms"))
                .when(new RejectReport(SN, TOKEN, Transport.ADMS, NOW, "x", "no time"))
                .expectEvents(new ReportRejected(SN, "acme", "adms", "x", "no time", NOW))
                .expectResultMessagePayload(new DeviceReply.Kept(null));
    }
}
