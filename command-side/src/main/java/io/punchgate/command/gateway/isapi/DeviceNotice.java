package io.punchgate.command.gateway.isapi;

import io.punchgate.command.gateway.DecodedRow;

/** What a device pushes. */
sealed interface DeviceNotice {

    /** It is there. */
    record Heartbeat() implements DeviceNotice {}

    /** Something happened, whether just now or told again later. */
    record Event(DecodedRow row) implements DeviceNotice {}
}
