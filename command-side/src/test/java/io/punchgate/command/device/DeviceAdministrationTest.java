package io.punchgate.command.device;

import static io.punchgate.command.device.DevicePatches.zone;
import static io.punchgate.command.device.Given.NOW;
import static io.punchgate.command.device.Given.SN;
import static io.punchgate.command.device.Given.register;
import static io.punchgate.command.device.Given.registered;
import static io.punchgate.command.device.Given.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceCommand.AdministrationReply;
import io.punchgate.api.device.DeviceCommand.ChangeDevice;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.DeviceCommand.RotateAdmsPath;
import io.punchgate.api.device.DeviceCommand.RotateAuthToken;
import io.punchgate.api.device.DeviceCommand.RotateCallbackToken;
import io.punchgate.api.device.DeviceEvent.AdmsPathRotated;
import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceSeen;
import io.punchgate.api.device.DevicePatch;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.StopsTheClock;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@StopsTheClock
class DeviceAdministrationTest {

    private final AggregateTestFixture<Device> fixture = new AggregateTestFixture<>(Device.class);

    @Test
    void givenNothing_whenRegistered_thenDone() {
        fixture.givenNoPriorActivity()
                .when(register(settings()))
                .expectEvents(registered(settings()))
                .expectResultMessagePayload(AdministrationReply.DONE);
    }

    @Test
    void givenDevice_whenRegisteredAgain_thenAlreadyExists() {
        fixture.given(registered(settings()))
                .when(register(settings()))
                .expectNoEvents()
                .expectResultMessagePayload(AdministrationReply.ALREADY_EXISTS);
    }

    @Test
    void givenDevice_whenSettingsAreTheSame_thenNothingIsStored() {
        fixture.given(registered(settings()))
                .when(new ChangeDevice(SN, zone("Asia/Kolkata"), NOW))
                .expectNoEvents()
                .expectResultMessagePayload(new ChangeDevice.Answer(settings(), false));
    }

    @Test
    void givenDevice_whenSettingsDiffer_thenStored() {
        DeviceSettings other = settings("Europe/Berlin", null, TransportAuth.SECRETS_ONLY, true);
        fixture.given(registered(settings()))
                .when(new ChangeDevice(SN, zone("Europe/Berlin"), NOW))
                .expectEvents(new DeviceChanged(SN, "acme", other, NOW));
    }

    @Test
    void givenDevice_whenItChangesHands_thenItsPushesCarryANewToken() {
        DevicePatch toOther = DevicePatches.customer("other");
        DeviceSettings changed = toOther.applyTo(settings());
        fixture.given(registered(settings()))
                .when(new ChangeDevice(SN, toOther, "secret-2", NOW))
                .expectEvents(
                        new DeviceChanged(SN, "other", changed, NOW),
                        new CallbackTokenRotated(SN, "other", "secret-2", NOW))
                .expectResultMessagePayload(new ChangeDevice.Answer(changed, true));
    }

    @Test
    void givenDevice_whenItsTokenIsRotated_thenStored() {
        fixture.given(registered(settings()))
                .when(new RotateAuthToken(SN, "cc", NOW.plusSeconds(60), NOW))
                .expectEvents(new AuthTokenRotated(SN, "acme", "cc", NOW.plusSeconds(60), NOW));
    }

    @Test
    void givenDevice_whenItsPathIsRotated_thenStored() {
        fixture.given(registered(settings()))
                .when(new RotateAdmsPath(SN, "dd", NOW.plusSeconds(60), NOW))
                .expectEvents(new AdmsPathRotated(SN, "acme", "dd", NOW.plusSeconds(60), NOW));
    }

    @Test
    void givenDevice_whenItsCallbackTokenIsRotated_thenStored() {
        fixture.given(registered(settings()))
                .when(new RotateCallbackToken(SN, "secret-2", NOW))
                .expectEvents(new CallbackTokenRotated(SN, "acme", "secret-2", NOW));
    }

    @Test
    void givenNoDevice_whenChanged_thenNotFound() {
        fixture.givenNoPriorActivity()
                .when(new ChangeDevice(SN, zone("Europe/Berlin"), NOW))
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void givenRoomForOne_whenAnInstructionIsQueued_thenStored() {
        fixture.given(queued(InstructionQueue.WAITING_MAX - 1))
                .when(new QueueInstruction(SN, "last", "sync_user", "data-1", NOW))
                .expectEvents(new InstructionQueued(SN, "acme", "last", "sync_user", null, "data-1", NOW));
    }

    @Test
    void givenFullQueue_whenAnotherInstructionIsQueued_thenRefused() {
        fixture.given(queued(InstructionQueue.WAITING_MAX))
                .when(new QueueInstruction(SN, "over", "reboot", "{}", NOW))
                .expectNoEvents()
                .expectResultMessagePayload(AdministrationReply.QUEUE_FULL);
    }

    @Test
    void givenSnapshot_whenReadBack_thenTheSameState() {
        fixture.given(registered(settings()), new DeviceSeen(SN, "acme", NOW, "http"))
                .when(new RotateAuthToken(SN, "cc", NOW.plusSeconds(60), NOW))
                .expectState(device -> {
                    JsonMapper json = JsonMapper.builder().build();
                    String snapshot = json.writeValueAsString(device);
                    assertThat(json.readValue(snapshot, Device.class))
                            .usingRecursiveComparison()
                            .isEqualTo(device);
                });
    }

    private static List<Object> queued(int instructions) {
        List<Object> events = new ArrayList<>(List.of(registered(settings())));
        for (int i = 0; i < instructions; i++) {
            events.add(new InstructionQueued(SN, "acme", "c" + i, "reboot", "{}", null, NOW));
        }
        return events;
    }
}
