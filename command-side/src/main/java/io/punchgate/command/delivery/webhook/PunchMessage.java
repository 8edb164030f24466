package io.punchgate.command.delivery.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.PushedEvent;
import io.punchgate.api.device.PushedEvent.PunchCorrected;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The body of a push in each of the formats. Apart from {@link RealTime}'s time and token it is the same in every attempt. */
final class PunchMessage {

    private static final String RECORDED = "punchgate.punch.recorded";
    private static final String CORRECTED = "punchgate.punch.corrected";
    private static final String TEST = "punchgate.test";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PunchMessage() {}

    /** Tells whether the format has a body for the event. */
    static boolean has(CallbackFormat format, PushedEvent event) {
        return event instanceof PunchRecorded || format != CallbackFormat.REALTIME;
    }

    /**
     * The body that tells of a punch or a correction.
     *
     * @param callbackToken the device's, which only {@link CallbackFormat#REALTIME} carries
     */
    static String of(
            CallbackFormat format, PushedEvent event, String operationId, String callbackToken, Instant sentAt) {
        return switch (format) {
            case REALTIME -> RealTime.body((PunchRecorded) event, operationId, callbackToken, sentAt);
            case CLOUDEVENTS -> event(event, operationId);
            case STANDARD_WEBHOOKS -> write(new Envelope(type(event), event.recordedAt(), data(event, operationId)));
            case CLOUDEVENTS_BATCH -> batch(Stream.of(event(event, operationId)));
        };
    }

    /** One event of a {@link #batch}. */
    static String event(PushedEvent event, String operationId) {
        return write(
                cloudEvent(operationId, source(event.sn()), type(event), event.recordedAt(), data(event, operationId)));
    }

    private static String type(PushedEvent event) {
        return switch (event) {
            case PunchRecorded punch -> RECORDED;
            case PunchCorrected correction -> CORRECTED;
        };
    }

    private static Object data(PushedEvent event, String operationId) {
        return switch (event) {
            case PunchRecorded punch -> PunchData.of(punch, operationId);
            case PunchCorrected correction -> CorrectionData.of(correction, operationId);
        };
    }

    /** The body of several events, as {@link CallbackFormat#CLOUDEVENTS_BATCH} has it. */
    static String batch(Stream<String> events) {
        return events.collect(Collectors.joining(",", "[", "]"));
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
}
