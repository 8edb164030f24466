package io.punchgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.api.device.DeviceReport.ConfirmSeen;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.json.AttendanceCodes;
import io.punchgate.command.lane.LaneFull;
import io.punchgate.runtime.id.TimeOrderedIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.RemoteExceptionDescription;
import org.axonframework.messaging.RemoteNonTransientHandlingException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportInboxTest {

    private static final Reporter DEVICE = new Reporter("SN1", Credential.authToken("aa"), Transport.TCP);

    private static final int ROOM = 5;

    private final Clock clock = Clock.systemUTC();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final CommandGateway commands =
            DefaultCommandGateway.builder().commandBus(bus).build();
    private final SightingConfirmer presence = new SightingConfirmer(commands, clock);
    private final ReportInbox inbox = new ReportInbox(
            commands,
            presence,
            new TimeOrderedIds(clock),
            clock,
            size -> size <= ROOM,
            new ReplyDeadline(),
            Inboxes.strangers(clock),
            Inboxes.IDS_ARE_DATA);
    private final List<DeviceReport> received = new CopyOnWriteArrayList<>();

    private volatile DeviceReply reply = new DeviceReply.Seen(null);

    @BeforeEach
    void answerEverything() {
        for (Class<?> report : DeviceReport.class.getPermittedSubclasses()) {
            var unused = bus.subscribe(report.getName(), command -> {
                received.add((DeviceReport) command.getPayload());
                return reply;
            });
        }
        presence.start();
    }

    @AfterEach
    void stop() {
        presence.stop();
    }

    @Test
    void givenPunches_whenReceived_thenDispatchedInOrderWithRisingIds() {
        assertThat(inbox.punches(DEVICE, List.of(punch("1"), punch("2"), punch("3")))
                        .join())
                .hasSize(3);
        List<RecordPunch> punches =
                received.stream().map(RecordPunch.class::cast).toList();
        assertThat(punches).extracting(report -> report.punch().userId()).containsExactly("1", "2", "3");
        assertThat(punches).extracting(RecordPunch::punchId).isSorted().doesNotHaveDuplicates();
        assertThat(UUID.fromString(punches.getFirst().punchId()).version()).isEqualTo(7);
        assertThat(punches)
                .extracting(RecordPunch::receivedAt)
                .containsOnly(punches.getFirst().receivedAt());
    }

    @Test
    void givenALongRecordForALongReason_whenRejected_thenBothAreCut() {
        var unused = inbox.reject(DEVICE, "r".repeat(5_000_000), "not " + "x".repeat(5_000_000))
                .join();

        assertThat(received).singleElement().isInstanceOfSatisfying(DeviceReport.RejectReport.class, rejected -> {
            assertThat(rejected.raw()).hasSize(ReportedText.KEPT_CHARACTERS_MAX);
            assertThat(rejected.reason()).startsWith("not x").hasSize(ReportedText.REASON_CHARACTERS_MAX);
        });
    }

    @Test
    void givenUnknownDevice_whenItReports_thenUnauthorized() {
        failWith(new AggregateNotFoundException("device/SN1", "not there"));
        assertThat(inbox.heartbeat(DEVICE).join()).isEqualTo(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
    }

    @Test
    void givenUnknownDevice_whenAnotherProcessHandlesItsReport_thenUnauthorized() {
        AggregateNotFoundException unknown = new AggregateNotFoundException("device/SN1", "not there");
        failWith(new CommandExecutionException(
                "remote", new RemoteNonTransientHandlingException(RemoteExceptionDescription.describing(unknown))));
        assertThat(inbox.heartbeat(DEVICE).join()).isEqualTo(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
    }

    @Test
    void givenFullLane_whenReported_thenUnavailableAfterItsTime() {
        failWith(new LaneFull(Duration.ofSeconds(9)));
        assertThatThrownBy(() -> inbox.punches(DEVICE, List.of(punch("1"))).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ReportUnavailable.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(9)));
    }

    @Test
    void givenNoRoomForAllOfABatch_whenReceived_thenUnavailableAndNoneIsTaken() {
        List<ReportedPunch> punches = Collections.nCopies(ROOM + 1, punch("1"));

        assertThatThrownBy(() -> inbox.punches(DEVICE, punches).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ReportUnavailable.class);
        assertThat(received).isEmpty();
    }

    @Test
    void givenSightingToConfirm_whenItsWindowEnds_thenTheLatestIsConfirmed() {
        reply = new DeviceReply.Seen(clock.instant().plusMillis(300));
        inbox.heartbeat(DEVICE).join();
        inbox.heartbeat(DEVICE).join();
        reply = new DeviceReply.Seen(null);
        Instant latest = received.getLast().receivedAt();
        Awaitility.await().until(() -> received.getLast() instanceof ConfirmSeen);
        assertThat(received.getLast()).isEqualTo(new ConfirmSeen("SN1", Credential.ESTABLISHED, Transport.TCP, latest));
        assertThat(received).hasSize(3);
    }

    @Test
    void givenSightingToConfirm_whenShuttingDown_thenConfirmedAtOnce() {
        reply = new DeviceReply.Duplicate(clock.instant().plusSeconds(60));
        inbox.heartbeat(DEVICE).join();
        presence.stop();
        assertThat(received.getLast()).isInstanceOf(ConfirmSeen.class);
    }

    @Test
    void givenSightingToConfirm_whenALaterOneIsStored_thenNothingIsLeftToConfirm() {
        reply = new DeviceReply.Seen(clock.instant().plusSeconds(60));
        inbox.heartbeat(DEVICE).join();
        reply = new DeviceReply.Recorded("p1");
        inbox.punch(DEVICE, punch("1")).join();
        presence.stop();
        assertThat(received).noneMatch(ConfirmSeen.class::isInstance);
    }

    private void failWith(RuntimeException failure) {
        for (Class<?> report : DeviceReport.class.getPermittedSubclasses()) {
            var unused = bus.subscribe(report.getName(), command -> {
                throw failure;
            });
        }
    }

    private static ReportedPunch punch(String userId) {
        return new ReportedPunch(
                userId,
                LocalDateTime.parse("2026-06-21T09:30:00"),
                null,
                "2026-06-21 09:30:00",
                null,
                null,
                AttendanceCodes.TABLE,
                null,
                null,
                null);
    }
}
