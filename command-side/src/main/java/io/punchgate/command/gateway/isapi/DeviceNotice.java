package io.punchgate.command.gateway.isapi;

import io.punchgate.command.gateway.DecodedRow;

/** A notice that a device pushes, read. */
sealed interface DeviceNotice {

    /** It is there. */
    record Heartbeat() implements DeviceNotice {}

    /** Something happened, whether just now or told again later. */
    record Event(DecodedRow row) implements DeviceNotice {}
}
