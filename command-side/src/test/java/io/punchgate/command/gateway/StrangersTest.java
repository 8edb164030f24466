package io.punchgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.Transport;
import io.punchgate.command.device.DevicesInMemory;
import io.punchgate.command.gateway.admission.Strangers;
import io.punchgate.command.gateway.admission.Visitor;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.knock.Knocks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers that are no devices cost no command more than once. */
class StrangersTest {

    private static final int FAILURES_PER_MINUTE = 3;
    private static final String FLOODING = "192.0.2.9";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-21T04:00:01Z"), ZoneOffset.UTC);

    private final DevicesInMemory devices = new DevicesInMemory();
    private final AtomicInteger commands = new AtomicInteger();
    private final FailedAuthentications failed = new FailedAuthentications(FAILURES_PER_MINUTE, CLOCK);
    private final Strangers strangers = new Strangers(failed, new Knocks(failed, CLOCK));
    private final ReportInbox inbox = inbox();

    private ReportInbox inbox() {
        CommandGateway counted = devices.commands();
        var unused = counted.registerDispatchInterceptor(messages -> (index, message) -> {
            commands.incrementAndGet();
            return message;
        });
        return new ReportInbox(
                counted,
                new SightingConfirmer(counted, CLOCK),
                new TimeOrderedIds(CLOCK),
                CLOCK,
                size -> true,
                new ReplyDeadline(),
                strangers,
                Inboxes.IDS_ARE_DATA);
    }

    @AfterEach
    void close() {
        devices.close();
    }

    @Test
    void givenASerialNumberThatIsKnownAsUnknown_whenItReports_thenRefusedWithoutACommand() {
        assertThat(heartbeat("NOBODY", "192.0.2.1")).isEqualTo(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
        int before = commands.get();

        assertThat(heartbeat("NOBODY", "192.0.2.1")).isEqualTo(new DeviceReply.Refused(Refusal.UNAUTHORIZED));

        assertThat(commands).hasValue(before);
    }

    @Test
    void givenASerialNumberThatIsKnownAsUnknown_whenItsDeviceIsRegistered_thenItIsServedAtOnce() {
        heartbeat("NEW", "192.0.2.1");
        devices.register("NEW", "token", 180, true);
        strangers.registered("NEW");

        assertThat(heartbeat("NEW", "192.0.2.1")).isInstanceOf(DeviceReply.Seen.class);
    }

    @Test
    void givenARegistrationBetweenAQuestionAndItsAnswer_whenAnsweredByNobody_thenThatIsNotRemembered() {
        Strangers.Question question = strangers.question(visitor("NEW"));
        strangers.registered("NEW");
        question.answeredByNobody();

        assertThat(strangers.isRefused(visitor("NEW"))).isFalse();
    }

    @Test
    void givenAnAddressThatFailedTooOften_whenItShowsNewSerialNumbers_thenRefusedWithoutACommandButDevicesAreServed() {
        devices.register("OLD", "token", 180, true);
        strangers.heard("OLD");
        strangers.complete();
        for (int n = 0; n <= FAILURES_PER_MINUTE; n++) {
            heartbeat("NOBODY-" + n, FLOODING);
            failed.count(FLOODING);
        }
        int before = commands.get();

        for (int n = 100; n < 200; n++) {
            assertThat(heartbeat("NOBODY-" + n, FLOODING)).isEqualTo(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
        }

        assertThat(commands).hasValue(before);
        assertThat(heartbeat("OLD", FLOODING)).isInstanceOf(DeviceReply.Seen.class);
    }

    private static Visitor visitor(String sn) {
        return new Visitor(sn, Credential.Scheme.TOKEN, Transport.HTTP, "");
    }

    private DeviceReply heartbeat(String sn, String address) {
        Credential token = Credential.authToken(Tokens.sha256Hex("token"));
        return inbox.heartbeat(new Reporter(sn, token, Transport.HTTP, address)).join();
    }
}
