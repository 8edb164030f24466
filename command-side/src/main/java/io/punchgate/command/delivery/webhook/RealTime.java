package io.punchgate.command.delivery.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The body of a push, in the format that receivers of the Cams callback API parse. */
public final class RealTime {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RealTime() {}

    /** The body that tells of a punch. Nothing but {@code sentAt} and the token may differ between attempts. */
    public static String body(PunchRecorded punch, String operationId, String callbackToken, Instant sentAt) {
        PunchLog log = new PunchLog(
                punch.pushedType().name(),
                punch.temperature() == null
                        ? null
                        : BigDecimal.valueOf(punch.temperature())
                                .stripTrailingZeros()
                                .setScale(Math.max(1, scale(punch.temperature())))
                                .toPlainString(),
                punch.faceMask(),
                punch.inputType().name(),
                punch.userId(),
                local(punch.localTime(), ZoneOffset.of(punch.offset())));
        return write(new Content(operationId, punch.label(), punch.sn(), log, callbackToken, utc(sentAt)));
    }

    /** The body of an operator's test: everything but a punch, so that no receiver books one. */
    public static String ping(String operationId, @Nullable String sn, @Nullable String callbackToken, Instant sentAt) {
        return write(new Content(operationId, null, sn, null, callbackToken, utc(sentAt)));
    }

    private static int scale(double celsius) {
        return BigDecimal.valueOf(celsius).stripTrailingZeros().scale();
    }

    private static String utc(Instant instant) {
        return local(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), ZoneOffset.UTC);
    }

    private static String local(LocalDateTime time, ZoneOffset offset) {
        return SECONDS.format(time) + " GMT " + OFFSET.format(offset);
    }

    private static String write(Content content) {
        return JSON.writeValueAsString(new Envelope(content));
    }

    private record Envelope(@JsonProperty("RealTime") Content realTime) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"OperationID", "LabelName", "SerialNumber", "PunchLog", "AuthToken", "Time"})
    private record Content(
            @JsonProperty("OperationID") String operationId,
            @JsonProperty("LabelName") @Nullable String label,
            @JsonProperty("SerialNumber") @Nullable String sn,
            @JsonProperty("PunchLog") @Nullable PunchLog punchLog,
            @JsonProperty("AuthToken") @Nullable String token,
            @JsonProperty("Time") String time) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"Type", "Temperature", "FaceMask", "InputType", "UserId", "LogTime"})
    private record PunchLog(
            @JsonProperty("Type") String type,
            @JsonProperty("Temperature") @Nullable String temperature,
            @JsonProperty("FaceMask") @Nullable Boolean faceMask,
            @JsonProperty("InputType") String inputType,
            @JsonProperty("UserId") @Nullable String userId,
            @JsonProperty("LogTime") String logTime) {}
}
