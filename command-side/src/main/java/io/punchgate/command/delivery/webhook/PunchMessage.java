package io.punchgate.command.delivery.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** The body of a push in each of the formats. Apart from {@link RealTime}'s time and token it is the same in every attempt. */
final class PunchMessage {

    private static final String RECORDED = "punchgate.punch.recorded";
    private static final String TEST = "punchgate.test";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PunchMessage() {}

    /**
     * The body that tells of a punch.
     *
     * @param callbackToken the device's, which only {@link CallbackFormat#REALTIME} carries
     */
    static String of(
            CallbackFormat format, PunchRecorded punch, String operationId, String callbackToken, Instant sentAt) {
        return switch (format) {
            case REALTIME -> RealTime.body(punch, operationId, callbackToken, sentAt);
            case CLOUDEVENTS -> write(recorded(punch, operationId));
            case STANDARD_WEBHOOKS -> write(new Envelope(RECORDED, punch.recordedAt(), Data.of(punch, operationId)));
            case CLOUDEVENTS_BATCH -> write(List.of(recorded(punch, operationId)));
        };
    }

    /** One event of a {@link #batch}. */
    static String event(PunchRecorded punch, String operationId) {
        return write(recorded(punch, operationId));
    }

    /** The body of several events, as {@link CallbackFormat#CLOUDEVENTS_BATCH} has it. */
    static String batch(Stream<String> events) {
        return events.collect(Collectors.joining(",", "[", "]"));
    }

    private static CloudEvent recorded(PunchRecorded punch, String operationId) {
        return cloudEvent(operationId, source(punch.sn()), RECORDED, punch.recordedAt(), Data.of(punch, operationId));
    }

    /** The body of an operator's test: everything but a punch, so that no receiver books one. */
    static String test(
            CallbackFormat format,
            String operationId,
            @Nullable String sn,
            @Nullable String callbackToken,
            Instant sentAt) {
        return switch (format) {
            case REALTIME -> RealTime.ping(operationId, sn, callbackToken, sentAt);
            case CLOUDEVENTS -> write(cloudEvent(operationId, source(sn), TEST, sentAt, new Tested(sn)));
            case STANDARD_WEBHOOKS -> write(new Envelope(TEST, sentAt, new Tested(sn)));
            case CLOUDEVENTS_BATCH -> write(List.of(cloudEvent(operationId, source(sn), TEST, sentAt, new Tested(sn))));
        };
    }

    private static String source(@Nullable String sn) {
        return sn == null ? "/devices" : "/devices/" + sn;
    }

    private static CloudEvent cloudEvent(String id, String source, String type, Instant time, Object data) {
        return new CloudEvent("1.0", id, source, type, time, "application/json", data);
    }

    private static String write(Object body) {
        return JSON.writeValueAsString(body);
    }

    private record CloudEvent(
            String specversion,
            String id,
            String source,
            String type,
            Instant time,
            String datacontenttype,
            Object data) {}

    private record Envelope(String type, Instant timestamp, Object data) {}

    private record Tested(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String sn) {}

    /** The punch, in the words of the read API. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Data(
            String id,
            String operationId,
            String sn,
            String label,
            String userId,
            Instant time,
            String localTime,
            String offset,
            String type,
            String inputType,
            @Nullable Double temperature,
            @Nullable Boolean faceMask,
            Instant recordedAt,
            boolean clockSuspect) {

        static Data of(PunchRecorded punch, String operationId) {
            return new Data(
                    punch.punchId(),
                    operationId,
                    punch.sn(),
                    punch.label(),
                    punch.userId(),
                    punch.time(),
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(punch.localTime()),
                    punch.offset(),
                    punch.pushedType().name(),
                    punch.inputType().name(),
                    punch.temperature(),
                    punch.faceMask(),
                    punch.recordedAt(),
                    punch.clockSuspect());
        }
    }
}
