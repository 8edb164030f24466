package io.punchgate.bench.device;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * A check-in at a device.
 *
 * @param userId of letters and digits only, so that it needs no escaping anywhere
 * @param time at the device, by its own clock, in whole seconds
 */
public record Punch(String userId, LocalDateTime time) {

    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** The object that HTTP, TCP and MQTT have in common, without its braces. */
    String json() {
        return "\"user_id\":\"" + userId + "\",\"att_time\":\"" + WIRE.format(time)
                + "\",\"att_state\":1,\"input_type\":15";
    }

    /** A row of {@code ATTLOG}: 0 is a check-in there, 15 a face. */
    String attLog() {
        return userId + "\t" + WIRE.format(time) + "\t0\t15\t0\t0\t0\n";
    }
}
