package io.punchgate.command.device;

import static io.punchgate.command.device.Given.NOW;
import static io.punchgate.command.device.Given.SN;
import static io.punchgate.command.device.Given.TOKEN;
import static io.punchgate.command.device.Given.registered;
import static io.punchgate.command.device.Given.settings;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.DeviceWentOffline;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReport.ConfirmSeen;
import io.punchgate.api.device.DeviceReport.ReportHeartbeat;
import io.punchgate.api.device.DeviceReport.ReportOffline;
import io.punchgate.api.device.Transport;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceSightingTest {
    private final AggregateTestFixture<Device> fixture = new AggregateTestFixture<>(Device.class);

    @BeforeEach
    void provideLedger() {
        fixture.registerInjectableResource(new InMemoryPunchLedger());
    }

    @Test
    void givenRecentSighting_whenSeenAgain_thenConfirmedOnlyAfterTheWindow() {
        DeviceSeen first = new DeviceSeen(SN, "acme", NOW, "http");
        fixture.given(registered(settings()), first)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.HTTP, NOW.plusSeconds(29)))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Seen(NOW.plusSeconds(30)));
        fixture.given(registered(settings()), first)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.HTTP, NOW.plusSeconds(30)))
                .expectEvents(new DeviceSeen(SN, "acme", NOW.plusSeconds(30), "http"));
        fixture.given(registered(settings()), first)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.TCP, NOW.plusSeconds(1)))
                .expectEvents(new DeviceSeen(SN, "acme", NOW.plusSeconds(1), "tcp"));
    }

    @Test
    void givenSighting_whenAnOlderOneIsConfirmed_thenNothingGoesBack() {
        DeviceSeen first = new DeviceSeen(SN, "acme", NOW, "http");
        fixture.given(registered(settings()), first)
                .when(new ConfirmSeen(SN, Credential.ESTABLISHED, Transport.TCP, NOW.minusSeconds(1)))
                .expectNoEvents();
        fixture.given(registered(settings()), first)
                .when(new ConfirmSeen(SN, Credential.ESTABLISHED, Transport.HTTP, NOW.plusSeconds(1)))
                .expectEvents(new DeviceSeen(SN, "acme", NOW.plusSeconds(1), "http"));
    }

    @Test
    void givenDeviceThere_whenItGoes_thenOfflineUnlessSeenLater() {
        DeviceSeen seen = new DeviceSeen(SN, "acme", NOW, "tcp");
        DeviceWentOffline gone = new DeviceWentOffline(SN, "acme", NOW, "tcp");
        fixture.given(registered(settings()), seen).when(offline(NOW)).expectEvents(gone);
        fixture.given(registered(settings()), seen)
                .when(offline(NOW.minusSeconds(1)))
                .expectNoEvents();
        fixture.given(registered(settings())).when(offline(NOW)).expectNoEvents();
        fixture.given(registered(settings()), seen, gone)
                .when(offline(NOW.plusSeconds(1)))
                .expectNoEvents();
    }

    @Test
    void givenDeviceGone_whenSeenLater_thenThereAgainAtOnce() {
        DeviceSeen seen = new DeviceSeen(SN, "acme", NOW, "tcp");
        DeviceWentOffline gone = new DeviceWentOffline(SN, "acme", NOW.plusSeconds(1), "tcp");
        fixture.given(registered(settings()), seen, gone)
                .when(new ConfirmSeen(SN, Credential.ESTABLISHED, Transport.TCP, NOW.plusSeconds(1)))
                .expectNoEvents();
        fixture.given(registered(settings()), seen, gone)
                .when(new ReportHeartbeat(SN, TOKEN, Transport.TCP, NOW.plusSeconds(2)))
                .expectEvents(new DeviceSeen(SN, "acme", NOW.plusSeconds(2), "tcp"));
    }

    private static ReportOffline offline(Instant at) {
        return new ReportOffline(SN, Credential.ESTABLISHED, Transport.TCP, at);
    }
}
