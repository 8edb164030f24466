package io.punchgate.command.delivery.redelivery;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;

/** A punch whose state looks like fields of its record. */
final class OddPunch {

    private OddPunch() {}

    static PunchRecorded like(PunchRecorded punch) {
        return new PunchRecorded(
                punch.punchId(),
                punch.sn(),
                punch.customerId(),
                punch.label(),
                punch.userId(),
                punch.time(),
                punch.localTime(),
                punch.offset(),
                punch.attTimeRaw(),
                null,
                punch.type(),
                "\0\",\"customerId\":\"other\",\"recordedAt\":\"x",
                punch.inputType(),
                punch.inputRaw(),
                null,
                null,
                null,
                punch.transport(),
                punch.recordedAt(),
                false,
                null,
                null);
    }
}
