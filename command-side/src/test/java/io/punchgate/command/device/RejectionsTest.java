package io.punchgate.command.device;

import static io.punchgate.command.device.Given.NOW;
import static io.punchgate.command.device.Given.SN;
import static io.punchgate.command.device.Given.TOKEN;
import static io.punchgate.command.device.Given.registered;
import static io.punchgate.command.device.Given.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReport.RejectReport;
import io.punchgate.api.device.Transport;
import io.punchgate.command.StopsTheClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** A device that sends unreadable records without an end. */
@StopsTheClock
class RejectionsTest {

    private static final int MAX = Rejections.KEPT_AN_HOUR_MAX;

    private final AggregateTestFixture<Device> fixture = new AggregateTestFixture<>(Device.class);

    private static RejectReport report(Instant at) {
        return new RejectReport(SN, TOKEN, Transport.ADMS, at, "x", "no time");
    }

    private static ReportRejected rejected(Instant at, String reason) {
        return new ReportRejected(SN, "acme", "adms", "x", reason, at);
    }

    private static List<Object> withRejections(int count) {
        List<Object> events = new ArrayList<>();
        events.add(registered(settings()));
        events.add(new DeviceSeen(SN, "acme", NOW, "adms"));
        for (int n = 0; n < count; n++) {
            events.add(rejected(NOW, "no time"));
        }
        return events;
    }

    @Test
    void givenAsManyAsAnHourHas_whenAnotherIsUnreadable_thenTheDeviceIsToldTheSameAndNothingIsStored() {
        // What is left out is counted, and no event tells of it yet.
        fixture.setReportIllegalStateChange(false);
        fixture.given(withRejections(MAX))
                .when(report(NOW.plusSeconds(5)))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Kept(NOW.plusSeconds(30)));
    }

    @Test
    void givenOneLessThanAnHourHas_whenTheLastIsUnreadable_thenItTellsThatFurtherOnesAreNotKept() {
        fixture.given(withRejections(MAX - 1))
                .when(report(NOW))
                .expectEvents(rejected(NOW, "no time; further records of this hour are counted, and not kept"));
    }

    @Test
    void givenAsManyAsAnHourHas_whenTheHourIsOver_thenTheyAreKeptAgain() {
        Instant later = NOW.plus(Duration.ofHours(1));
        fixture.given(withRejections(MAX))
                .when(report(later))
                .expectEvents(rejected(later, "no time"), new DeviceSeen(SN, "acme", later, "adms"));
    }

    @Test
    void givenADeviceThatGoesOn_whenReported_thenTheLogHasFewAndTellsHowManyAreNotKept() {
        Instant later = NOW.plus(Duration.ofHours(1));
        try (DevicesInMemory devices = new DevicesInMemory()) {
            devices.register(Given.register(settings()));
            for (int n = 0; n < 5 * MAX; n++) {
                assertThat(devices.commands().<DeviceReply>sendAndWait(report(NOW)))
                        .isInstanceOf(DeviceReply.Kept.class);
            }
            devices.commands().sendAndWait(report(later));

            List<ReportRejected> kept = devices.events(Streams.device(SN)).stream()
                    .filter(ReportRejected.class::isInstance)
                    .map(ReportRejected.class::cast)
                    .toList();
            assertThat(kept).hasSize(MAX + 3);
            assertThat(kept.subList(MAX - 1, MAX + 3))
                    .extracting(ReportRejected::reason)
                    .containsExactly(
                            "no time; further records of this hour are counted, and not kept",
                            "no time; at least 2500 records between this one and the one before it were not kept",
                            "no time; at least 5000 records between this one and the one before it were not kept",
                            "no time; at least 2498 records between this one and the one before it were not kept");
        }
    }
}
