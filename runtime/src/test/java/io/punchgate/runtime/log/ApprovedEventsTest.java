package io.punchgate.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.PersonalEvent;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CustomerEvent;
import io.punchgate.api.delivery.DeliveryEvent;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.InstructionEvent;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.runtime.person.PersonalEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored form of every event, full and minimal, pinned by the files in {@code events/}. A file that differs means that
 * stored history would read differently: give the event a new version instead. {@code -Dapprove=true} writes the files of
 * new events.
 */
class ApprovedEventsTest {

    private static final Path APPROVED = Path.of("src/test/resources/events");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EventRecords records = new EventRecords();

    static Stream<Class<? extends DomainEvent>> events() {
        return EventFamilies.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void givenAnEventWithEveryField_whenStored_thenItsTextIsTheApprovedOne(Class<? extends DomainEvent> type)
            throws IOException {
        assertApproved(Samples.full(type), "full");
    }

    @ParameterizedTest
    @MethodSource("events")
    void givenAnEventWithoutItsOptionalFields_whenStored_thenItsTextIsTheApprovedOne(Class<? extends DomainEvent> type)
            throws IOException {
        assertApproved(Samples.minimal(type), "minimal");
    }

    @Test
    void givenOneEvent_whenStoredTwice_thenTheSaltMakesTheTextsDiffer() {
        StoredEvent event = stored(Samples.full(DeviceEvent.DeviceSeen.class));

        assertThat(records.encode(event)).isNotEqualTo(records.encode(event));
    }

    @Test
    void givenARecordOfANewerVersionWithMoreFields_whenRead_thenTheKnownOnesAreUnderstood() {
        StoredEvent event = stored(Samples.full(DeviceEvent.DeviceSeen.class));
        ObjectNode newer = (ObjectNode) JSON.readTree(records.encode(event));
        newer.put("later", true);
        ((ObjectNode) newer.get("payload")).put("later", true);

        assertThat(records.decode(newer.toString())).isEqualTo(event);
    }

    @Test
    void givenAnInstructionOfTheTimeWhenEventsHeldTheData_whenRead_thenItHasItStill() throws IOException {
        String record = Files.readString(APPROVED.resolve("punchgate.device-command-queued.v1.data-in-the-event.json"));

        assertThat(records.decode(record).payload())
                .isInstanceOfSatisfying(InstructionEvent.InstructionQueued.class, queued -> {
                    assertThat(queued.data()).isEqualTo("data é");
                    assertThat(queued.dataId()).isNull();
                });
    }

    @Test
    void givenAKeyOfTheTimeWhenKeysHadNoEnd_whenRead_thenItHasNone() throws IOException {
        String record = Files.readString(APPROVED.resolve("punchgate.api-key-issued.v1.before-expiry.json"));

        assertThat(records.decode(record).payload())
                .isInstanceOfSatisfying(CustomerEvent.ApiKeyIssued.class, issued -> {
                    assertThat(issued.isValidAt(Instant.MAX)).isTrue();
                    assertThat(issued.purpose()).isNull();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"callback-set", "delivery-parked"})
    void givenAnEventOfTheTimeWhenACustomerHadOneCallback_whenRead_thenItIsOfTheDefaultOne(String name)
            throws IOException {
        String record = Files.readString(APPROVED.resolve("punchgate." + name + ".v1.before-names.json"));

        switch (records.decode(record).payload()) {
            case CustomerEvent.CallbackSet set -> {
                assertThat(set.callbackId().isDefault()).isTrue();
                assertThat(set.settings().filter()).isEqualTo(CallbackFilter.ALL);
                assertThat(set.settings().corrections()).isFalse();
            }
            case DeliveryEvent told -> assertThat(told.callbackId().isDefault()).isTrue();
            default -> throw new AssertionError(name);
        }
    }

    @Test
    void givenAPunchOfTheTimeBeforePersonsHadKeys_whenRead_thenItIsInClear() throws IOException {
        String record = Files.readString(APPROVED.resolve("punchgate.punch-recorded.v1.before-persons.json"));

        assertThat(records.decode(record).payload()).isInstanceOfSatisfying(DeviceEvent.PunchRecorded.class, punch -> {
            assertThat(punch.userId()).isEqualTo("userId é");
            assertThat(punch.attTimeRaw()).isEqualTo("attTimeRaw é");
            assertThat(punch.location()).isNotNull();
            assertThat(punch.temperature()).isEqualTo(36.6);
            assertThat(punch.faceMask()).isTrue();
            assertThat(punch.person()).isNull();
            assertThat(punch.erased()).isFalse();
        });
    }

    @Test
    void givenACorrectionOfTheTimeBeforePersonsHadKeys_whenRead_thenItIsInClear() throws IOException {
        String record = Files.readString(APPROVED.resolve("punchgate.punch-corrected.v1.before-persons.json"));

        assertThat(records.decode(record).payload())
                .isInstanceOfSatisfying(PushedEvent.PunchCorrected.class, corrected -> {
                    assertThat(corrected.userId()).isEqualTo("userId é");
                    assertThat(corrected.reason()).isEqualTo("reason é");
                    assertThat(corrected.person()).isNull();
                });
    }

    @Test
    void givenWhatADeviceSaidBeforeSuchTextsHadKeys_whenRead_thenItIsInClear() throws IOException {
        String rejected = Files.readString(APPROVED.resolve("punchgate.report-rejected.v1.before-persons.json"));
        String answered =
                Files.readString(APPROVED.resolve("punchgate.device-command-answered.v1.before-persons.json"));

        assertThat(records.decode(rejected).payload())
                .isInstanceOfSatisfying(DeviceEvent.ReportRejected.class, event -> {
                    assertThat(event.raw()).isEqualTo("raw é");
                    assertThat(event.reason()).isEqualTo("reason é");
                    assertThat(event.erased()).isFalse();
                });
        assertThat(records.decode(answered).payload())
                .isInstanceOfSatisfying(InstructionEvent.InstructionAnswered.class, event -> {
                    assertThat(event.result()).isEqualTo("result é");
                    assertThat(event.erased()).isFalse();
                });
    }

    @Test
    void givenAnAttemptOfTheTimeBeforeExcerptsWereSealed_whenRead_thenItsExcerptIsInClear() throws IOException {
        for (String name : List.of("delivery-attempt-failed", "punch-redelivered", "punches-delivered")) {
            String record = Files.readString(APPROVED.resolve("punchgate." + name + ".v1.before-persons.json"));

            assertThat(records.decode(record).payload().toString()).contains("excerpt=excerpt é, sealedExcerpt=null");
        }
    }

    @Test
    void givenARecordThatCannotBeRead_whenRead_thenTheExceptionSaysNothingOfWhatIsInIt() {
        String record = records.encode(stored(Samples.full(DeviceEvent.PunchRecorded.class)));

        assertThatThrownBy(() -> records.decode(record.replace("\"time\":\"", "\"time\":\"canary")))
                .hasMessageContaining("punch-recorded")
                .hasNoCause()
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("userId");
        assertThatThrownBy(() -> records.decode(record.replace("\"payload\"", "\"other\"")))
                .hasMessageContaining("punch-recorded")
                .hasMessageNotContaining("userId");
    }

    private void assertApproved(DomainEvent event, String form) throws IOException {
        StoredEvent stored = stored(event);
        String record = records.encode(stored);
        DomainEvent written = event instanceof PersonalEvent personal ? PersonalEvents.closed(personal) : event;
        assertThat(records.decode(record)).isEqualTo(stored(written));

        ObjectNode json = (ObjectNode) JSON.readTree(record);
        assertThat(json.remove("salt").asString()).hasSize(16);
        Path file = APPROVED.resolve(EventRecords.storedName(event) + "." + form + ".json");
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(APPROVED);
            Files.writeString(file, json.toPrettyString() + "\n");
        }
        JsonNode approved = JSON.readTree(Files.readString(file));
        assertThat(json).isEqualTo(approved);
    }

    private static StoredEvent stored(DomainEvent event) {
        return new StoredEvent("event-id", "device/SN-1", 7, Instant.parse("2026-06-21T04:00:01.234Z"), event);
    }
}
