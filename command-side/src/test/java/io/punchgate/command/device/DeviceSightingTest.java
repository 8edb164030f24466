package io.punchgate.command.device;

import static io.punchgate.command.device.Given.NOW;
import static io.punchgate.command.device.Given.SN;
import static io.punchgate.command.device.Given.TOKEN;
import static io.punchgate.command.device.Given.TOKEN_HASH;
import static io.punchgate.command.device.Given.registered;
import static io.punchgate.command.device.Given.settings;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReport.ConfirmSeen;
import io.punchgate.api.device.DeviceReport.OpenSession;
import io.punchgate.api.device.DeviceReport.ReportHeartbeat;
import io.punchgate.api.device.DeviceReport.ReportOffline;
import io.punchgate.api.device.DeviceReport.ReportOnline;
import io.punchgate.api.device.Transport;
import io.punchgate.command.StopsTheClock;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StopsTheClock
class DeviceSightingTest {

    private static final DeviceSeen SEEN_OVER_HTTP = new DeviceSeen(SN, "acme", NOW, "http");
    private static final DeviceSeen SEEN = new DeviceSeen(SN, "acme", NOW, "tcp");
    private static final DeviceWentOffline GONE = new DeviceWentOffline(SN, "acme", NOW.plusSeconds(1), "tcp");

    private final AggregateTestFixture<Device> fixture = new AggregateTestFixture<>(Device.class);

    @BeforeEach
    void provideLedger() {
        fixture.registerInjectableResource(new InMemoryPunchLedger());
    }

    @Test
    void givenRecentSighting_whenSeenAgainWithinTheWindow_thenConfirmedAtItsEnd() {
        fixture.given(registered(settings()), SEEN_OVER_HTTP)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.HTTP, NOW.plusSeconds(29)))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Seen(NOW.plusSeconds(30)));
    }

    @Test
    void givenSighting_whenSeenAgainAfterTheWindow_thenStored() {
        fixture.given(registered(settings()), SEEN_OVER_HTTP)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.HTTP, NOW.plusSeconds(30)))
                .expectEvents(new DeviceSeen(SN, "acme", NOW.plusSeconds(30), "http"));
    }

    @Test
    void givenRecentSighting_whenSeenOverAnotherTransport_thenStored() {
        fixture.given(registered(settings()), SEEN_OVER_HTTP)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.TCP, NOW.plusSeconds(1)))
                .expectEvents(new DeviceSeen(SN, "acme", NOW.plusSeconds(1), "tcp"));
    }

    @Test
    void givenSighting_whenAnOlderOneIsConfirmed_thenNothingGoesBack() {
        fixture.given(registered(settings()), SEEN_OVER_HTTP)
                .when(new ConfirmSeen(SN, Credential.ESTABLISHED, Transport.TCP, NOW.minusSeconds(1)))
                .expectNoEvents();
    }

    @Test
    void givenRecentSighting_whenALaterOneIsConfirmed_thenStoredAtOnce() {
        fixture.given(registered(settings()), SEEN_OVER_HTTP)
                .when(new ConfirmSeen(SN, Credential.ESTABLISHED, Transport.HTTP, NOW.plusSeconds(1)))
                .expectEvents(new DeviceSeen(SN, "acme", NOW.plusSeconds(1), "http"));
    }

    @Test
    void givenDeviceThere_whenItGoes_thenOffline() {
        fixture.given(registered(settings()), SEEN)
                .when(offline(NOW))
                .expectEvents(new DeviceWentOffline(SN, "acme", NOW, "tcp"));
    }

    @Test
    void givenDeviceSeenLater_whenItsGoingIsTold_thenNothing() {
        fixture.given(registered(settings()), SEEN)
                .when(offline(NOW.minusSeconds(1)))
                .expectNoEvents();
    }

    @Test
    void givenDeviceNeverSeen_whenItGoes_thenNothing() {
        fixture.given(registered(settings())).when(offline(NOW)).expectNoEvents();
    }

    @Test
    void givenDeviceGone_whenItGoesAgain_thenNothing() {
        fixture.given(registered(settings()), SEEN, GONE)
                .when(offline(NOW.plusSeconds(2)))
                .expectNoEvents();
    }

    @Test
    void givenDeviceGone_whenASightingOfThatMomentIsConfirmed_thenGoneStill() {
        fixture.given(registered(settings()), SEEN, GONE)
                .when(new ConfirmSeen(SN, Credential.ESTABLISHED, Transport.TCP, NOW.plusSeconds(1)))
                .expectNoEvents();
    }

    @Test
    void givenAClockThatWasAhead_whenItIsSetBack_thenSeenAndGoneByTheClockOfNow() {
        DeviceSeen tomorrow = new DeviceSeen(SN, "acme", NOW.plusSeconds(86_400), "tcp");
        DeviceSeen seenNow = new DeviceSeen(SN, "acme", NOW, "tcp");
        fixture.given(registered(settings()), tomorrow)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.TCP, NOW))
                .expectEvents(seenNow);
        fixture.given(registered(settings()), tomorrow)
                .when(offline(NOW))
                .expectEvents(new DeviceWentOffline(SN, "acme", NOW, "tcp"));
        fixture.given(registered(settings()), tomorrow, seenNow)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.TCP, NOW.plusSeconds(5)))
                .expectNoEvents();
    }

    @Test
    void givenADeviceThatWasThere_whenItComesAgain_thenTheEndOfItsEarlierSessionIsPassedOver() {
        DeviceSeen again = new DeviceSeen(SN, "acme", NOW.plusSeconds(5), "mqtt", true, null);
        fixture.given(registered(settings()), SEEN)
                .when(new ReportOnline(SN, TOKEN, Transport.MQTT, NOW.plusSeconds(5)))
                .expectEvents(again);
        fixture.given(registered(settings()), SEEN, again)
                .when(end(NOW.plusMillis(5_100), null))
                .expectNoEvents();
        fixture.given(registered(settings()), SEEN, again)
                .when(end(NOW.plusMillis(5_100), NOW.plusSeconds(5)))
                .expectEvents(new DeviceWentOffline(SN, "acme", NOW.plusMillis(5_100), "mqtt"));
        fixture.given(registered(settings()), again)
                .when(end(NOW.plusMillis(5_100), null))
                .expectEvents(new DeviceWentOffline(SN, "acme", NOW.plusMillis(5_100), "mqtt"));
    }

    @Test
    void givenALoginAtABroker_whenItsTokenIsRotatedAndTheOverlapIsOver_thenNothingMoreOfItIsStored() {
        Instant over = NOW.plusSeconds(10);
        AuthTokenRotated rotated = new AuthTokenRotated(SN, "acme", "cc", over, NOW.plusSeconds(1));
        DeviceSeen login = new DeviceSeen(SN, "acme", NOW, "mqtt", null, TOKEN_HASH);
        Credential broker = Credential.ESTABLISHED;
        fixture.given(registered(settings()))
                .when(new OpenSession(SN, TOKEN, Transport.MQTT, NOW))
                .expectEvents(login);
        fixture.given(registered(settings()), login, rotated)
                .when(new ReportHeartbeat(SN, broker, Transport.MQTT, over))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Refused(DeviceReply.Refusal.UNAUTHORIZED));
        fixture.given(registered(settings()), login, rotated)
                .when(new OpenSession(SN, Credential.authToken("cc"), Transport.MQTT, over))
                .expectEvents(new DeviceSeen(SN, "acme", over, "mqtt", null, "cc"));
        fixture.given(registered(settings()), rotated)
                .when(new ReportHeartbeat(SN, broker, Transport.MQTT, over))
                .expectEvents(new DeviceSeen(SN, "acme", over, "mqtt"));
    }

    private static ReportOffline end(Instant at, @Nullable Instant heardComing) {
        return new ReportOffline(SN, Credential.ESTABLISHED, Transport.MQTT, at, at.plusSeconds(2), heardComing);
    }

    @Test
    void givenDeviceGone_whenSeenLater_thenThereAgainAtOnce() {
        fixture.given(registered(settings()), SEEN, GONE)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.TCP, NOW.plusSeconds(2)))
                .expectEvents(new DeviceSeen(SN, "acme", NOW.plusSeconds(2), "tcp"));
    }

    private static ReportOffline offline(Instant at) {
        return new ReportOffline(SN, Credential.ESTABLISHED, Transport.TCP, at, NOW.plusSeconds(3), null);
    }
}
