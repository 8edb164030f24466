package io.punchgate.api.device;

/** The answer of a device's aggregate to a {@link DeviceCommand.Administration}. */
public enum AdministrationReply {
    /** The command is carried out, or was before. */
    DONE,
    /** A device of that serial number exists: nothing was changed. */
    ALREADY_EXISTS,
    /** Too many instructions wait for the device: nothing was queued. */
    QUEUE_FULL
}
