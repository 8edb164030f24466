package io.punchgate.command.device;

import static io.punchgate.command.device.Given.NOW;
import static io.punchgate.command.device.Given.SN;
import static io.punchgate.command.device.Given.TOKEN;
import static io.punchgate.command.device.Given.registered;
import static io.punchgate.command.device.Given.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceCommand.AdministrationReply;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.DeviceReport.AnswerInstruction;
import io.punchgate.api.device.DeviceReport.TakeInstructions;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import io.punchgate.api.device.InstructionEvent.InstructionSent;
import io.punchgate.api.device.Transport;
import io.punchgate.command.StopsTheClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@StopsTheClock
class DeviceInstructionsTest {

    private static final InstructionQueued FIRST =
            new InstructionQueued(SN, "acme", "c1", "reboot", "{\"in\":5}", null, NOW);
    private static final InstructionQueued SECOND = new InstructionQueued(SN, "acme", "c2", "info", "{}", null, NOW);
    private static final InstructionToRun REBOOT = new InstructionToRun("c1", "reboot", "{\"in\":5}");
    private static final InstructionToRun INFO = new InstructionToRun("c2", "info", "{}");
    private static final InstructionAnswered FAILED = new InstructionAnswered(SN, "acme", "c1", false, "said", NOW);
    private static final DeviceSeen SEEN = new DeviceSeen(SN, "acme", NOW, "adms");

    private final AggregateTestFixture<Device> fixture = new AggregateTestFixture<>(Device.class);

    @BeforeEach
    void provideLedger() {
        fixture.registerInjectableResource(new InMemoryPunchLedger());
    }

    private static TakeInstructions take(Instant at, int max, boolean answers) {
        return new TakeInstructions(SN, TOKEN, Transport.ADMS, at, max, answers);
    }

    private static AnswerInstruction answer(String id, boolean done, Instant at) {
        return new AnswerInstruction(SN, TOKEN, Transport.ADMS, at, id, done, "said");
    }

    private static InstructionSent sent(String id, boolean answers, Instant at) {
        return new InstructionSent(SN, "acme", id, "adms", answers, at);
    }

    @Test
    void givenWaitingInstructions_whenTaken_thenHandedOutOldestFirst() {
        fixture.given(registered(settings()), FIRST, SECOND)
                .when(take(NOW, 1, true))
                .expectEvents(sent("c1", true, NOW), SEEN)
                .expectResultMessagePayload(new DeviceReply.Instructions(List.of(REBOOT), null));
    }

    @Test
    void givenOneSentAndOneWaiting_whenTaken_thenTheOtherIsHandedOut() {
        fixture.given(registered(settings()), SEEN, FIRST, SECOND, sent("c1", true, NOW))
                .when(take(NOW.plusSeconds(1), 9, true))
                .expectEvents(sent("c2", true, NOW.plusSeconds(1)))
                .expectResultMessagePayload(new DeviceReply.Instructions(List.of(INFO), NOW.plusSeconds(30)));
    }

    @Test
    void givenSentInstruction_whenTakenAgainWithinAMinute_thenNotHandedOut() {
        Instant before = NOW.plusSeconds(59);
        DeviceSeen justSeen = new DeviceSeen(SN, "acme", before, "adms");
        fixture.given(registered(settings()), FIRST, sent("c1", true, NOW), justSeen)
                .when(take(before, 9, true))
                .expectNoEvents();
    }

    @Test
    void givenSentInstruction_whenTakenAfterAMinuteWithoutAnswer_thenHandedOutAgain() {
        Instant before = NOW.plusSeconds(59);
        Instant after = NOW.plusSeconds(60);
        DeviceSeen justSeen = new DeviceSeen(SN, "acme", before, "adms");
        fixture.given(registered(settings()), FIRST, sent("c1", true, NOW), justSeen)
                .when(take(after, 9, true))
                .expectEvents(sent("c1", true, after))
                .expectResultMessagePayload(new DeviceReply.Instructions(List.of(REBOOT), before.plusSeconds(30)));
    }

    @Test
    void givenInstructionSentOverATransportWithoutAnswers_whenTakenAgain_thenSentIsFinal() {
        Instant later = NOW.plusSeconds(600);
        DeviceSeen justSeen = new DeviceSeen(SN, "acme", later, "adms");
        fixture.given(registered(settings()), FIRST, sent("c1", false, NOW), justSeen)
                .when(take(later, 9, true))
                .expectNoEvents();
    }

    @Test
    void givenInstructionSentOverATransportWithoutAnswers_whenAnsweredAfterAll_thenTheAnswerCounts() {
        Instant later = NOW.plusSeconds(600);
        DeviceSeen justSeen = new DeviceSeen(SN, "acme", later, "adms");
        fixture.given(registered(settings()), FIRST, sent("c1", false, NOW), justSeen)
                .when(answer("c1", true, later))
                .expectEvents(new InstructionAnswered(SN, "acme", "c1", true, "said", later));
    }

    @Test
    void givenSentInstruction_whenAnswered_thenStored() {
        fixture.given(registered(settings()), SEEN, FIRST, sent("c1", true, NOW))
                .when(answer("c1", false, NOW))
                .expectEvents(FAILED)
                .expectResultMessagePayload(new DeviceReply.Kept(null));
    }

    @Test
    void givenAnsweredInstruction_whenAnsweredAgain_thenNothing() {
        fixture.given(registered(settings()), SEEN, FIRST, sent("c1", true, NOW), FAILED)
                .when(answer("c1", true, NOW))
                .expectNoEvents();
    }

    @Test
    void givenAnsweredInstruction_whenTaken_thenNeverHandedOutAgain() {
        fixture.given(registered(settings()), SEEN, FIRST, sent("c1", true, NOW), FAILED)
                .when(take(NOW.plusSeconds(29), 9, true))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Instructions(List.of(), NOW.plusSeconds(30)));
    }

    @Test
    void givenInstructionNeverAnswered_whenTakenOnceMore_thenGivenUpAsFailed() {
        List<Object> events = new ArrayList<>(List.of(registered(settings()), FIRST));
        Instant at = NOW;
        for (int i = 0; i < InstructionQueue.SENDINGS_MAX; i++) {
            events.add(sent("c1", true, at));
            at = at.plusSeconds(60);
        }
        events.add(new DeviceSeen(SN, "acme", at, "adms"));
        fixture.given(events)
                .when(take(at, 9, true))
                .expectEvents(new InstructionAnswered(SN, "acme", "c1", false, "unanswered", at))
                .expectResultMessagePayload(new DeviceReply.Instructions(List.of(), null));
    }

    @Test
    void givenFullQueue_whenOneIsAnswered_thenThereIsRoomAgain() {
        List<Object> events = new ArrayList<>(List.of(registered(settings()), SEEN));
        for (int i = 0; i < InstructionQueue.WAITING_MAX; i++) {
            events.add(new InstructionQueued(SN, "acme", "q" + i, "reboot", "{}", null, NOW));
        }
        events.add(new InstructionAnswered(SN, "acme", "q7", true, null, NOW));
        fixture.given(events)
                .when(new QueueInstruction(SN, "new", "reboot", "{}", NOW))
                .expectResultMessagePayload(AdministrationReply.DONE);
    }

    @Test
    void givenWrongSecret_whenInstructionsAreTaken_thenRefused() {
        Credential wrong = Credential.authToken("wrong");
        fixture.given(registered(settings()), FIRST)
                .when(new TakeInstructions(SN, wrong, Transport.ADMS, NOW, 9, true))
                .expectNoEvents()
                .expectResultMessagePayload(new DeviceReply.Refused(Refusal.UNAUTHORIZED));
    }

    @Test
    void givenInstructionsInEveryState_whenSnapshotIsReadBack_thenTheSameState() {
        InstructionQueued third = new InstructionQueued(SN, "acme", "c3", "log", "{}", null, NOW);
        fixture.given(registered(settings()), FIRST, SECOND, third, sent("c1", true, NOW), sent("c2", false, NOW))
                .when(take(NOW, 0, true))
                .expectState(device -> {
                    JsonMapper json = JsonMapper.builder().build();
                    assertThat(json.readValue(json.writeValueAsString(device), Device.class))
                            .usingRecursiveComparison()
                            .isEqualTo(device);
                });
    }
}
