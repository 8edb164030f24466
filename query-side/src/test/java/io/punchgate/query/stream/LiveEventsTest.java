package io.punchgate.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.presence.Presence;
import io.punchgate.query.TestEvents;
import io.punchgate.query.listing.Queries;
import io.punchgate.query.stream.LiveEvents.Place;
import io.punchgate.query.stream.Ring.Entry;
import io.punchgate.query.stream.event.EventId;
import io.punchgate.query.stream.event.History;
import io.punchgate.query.stream.event.LiveDevices;
import io.punchgate.query.stream.event.LiveDevices.Device;
import io.punchgate.query.stream.event.StreamEvent;
import io.punchgate.query.stream.event.StreamEvents;
import io.punchgate.query.stream.event.StreamType;
import io.punchgate.runtime.BesideOthers;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The events for all listeners by themselves: the read model of presence is at position 10 and that of settings at 3, so that the log
 * is followed from 3, and told of from 11.
 */
@BesideOthers
class LiveEventsTest {

    private static final Instant AT = TestEvents.AT;
    private static final String SN = "SN-1";
    private static final int OFFLINE_AFTER_SECONDS = 180;
    private static final StreamFilter ALL = new StreamFilter("acme", EnumSet.allOf(StreamType.class), null, null, null);
    private static final Device SEEN = new Device(
            "acme", "Main Gate", "ST-1", OFFLINE_AFTER_SECONDS, Presence.NONE.seen(AT.plusSeconds(10), "http"));

    private final LiveDevices devices = new LiveDevices(AT);
    private final LiveEvents live =
            new LiveEvents(new DeviceTable.Known(devices, 10, 3), new StreamEvents(devices, unasked(), 100), 4);

    /** None of these events has to be looked up. */
    static History unasked() {
        Queries queries = new Queries(DefaultQueryGateway.builder()
                .queryBus(SimpleQueryBus.builder().build())
                .build());
        return new History(queries, JdbcClient.create(new DriverManagerDataSource()));
    }

    private void add(long position, DeviceEvent event) {
        var message = new GenericDomainEventMessage<>(
                "device",
                Streams.device(event.sn()),
                position,
                event,
                MetaData.emptyInstance(),
                "event-" + position,
                AT.plusSeconds(position));
        var unused = live.add(
                List.of(new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(position), message)));
    }

    private static DeviceEvent punch(long position) {
        return TestEvents.punch("live-" + position, SN, "acme", AT.plusSeconds(position));
    }

    private Place place(EventId told) {
        return live.place(ALL, told, AT);
    }

    /** The ids of the events of an entry of the ring. */
    private List<String> told(long number) {
        Entry entry = Objects.requireNonNull(live.ring().at(number));
        return entry.events().stream().map(StreamEvent::id).map(EventId::text).toList();
    }

    @Test
    void
            givenSettingsThatAreBehind_whenAListenerComesBeforeTheyAreCaughtUp_thenItReadsTheLogUpToTheBeginningOfTheRing() {
        devices.put(SN, SEEN);
        add(5, new DeviceChanged(SN, "acme", TestEvents.settings("acme"), AT));

        Place early = place(EventId.behind(6));
        add(10, punch(10));
        add(11, punch(11));

        assertThat(early.upTo()).isEqualTo(10);
        assertThat(told(early.number())).containsExactly("11");
        assertThat(place(EventId.behind(10))).isEqualTo(new Place(0, List.of(), 0, AT));
        assertThat(place(EventId.behind(9)).upTo()).isEqualTo(11);
    }

    @Test
    void givenSettingsThatAreBehind_whenADeviceIsSilentForTooLong_thenThatIsToldBehindTheBeginningOfTheRing() {
        devices.put(SN, SEEN);
        add(5, new DeviceChanged(SN, "acme", TestEvents.settings("acme"), AT));
        Instant due = AT.plusSeconds(10 + OFFLINE_AFTER_SECONDS);

        assertThat(live.addSilences(due)).containsExactly("acme");

        assertThat(told(0)).containsExactly("10~" + due.toEpochMilli() + "~" + SN);
        assertThat(place(EventId.behind(10)).number()).isZero();
        assertThat(place(EventId.behind(4)).silences())
                .extracting(StreamEvent::id)
                .extracting(EventId::text)
                .containsExactly("10~" + due.toEpochMilli() + "~" + SN);
    }

    @Test
    void givenADeviceThatWasSeenSinceItsSettings_whenTheyAreCaughtUp_thenItIsStillThere() {
        devices.put(SN, SEEN);
        add(4, TestEvents.device(SN, "acme"));

        add(11, punch(11));

        assertThat(told(0)).containsExactly("11");
    }

    @Test
    void givenMoreThanTheRingHolds_whenAListenerComes_thenItReadsTheLogBeforeItOrGoesOnWhereItWas() {
        devices.put(SN, SEEN);
        for (long position = 11; position <= 17; position++) {
            add(position, punch(position));
        }

        assertThat(place(EventId.behind(13)).upTo()).isEqualTo(17);
        assertThat(place(EventId.of(14, 0))).isEqualTo(new Place(0, List.of(), 3, AT));
        assertThat(told(3)).containsExactly("14");
        assertThat(told(place(EventId.behind(16)).number())).containsExactly("16");
        assertThat(live.ring().at(7)).isNull();
    }
}
