package io.punchgate.api.device;

/** What a device's aggregate answers to a {@link DeviceCommand.Administration}. */
public enum AdministrationReply {
    /** It is so now, or was so already. */
    DONE,
    /** A device of that serial number exists: nothing was changed. */
    ALREADY_EXISTS,
    /** Too many commands wait for the device: nothing was queued. */
    QUEUE_FULL
}
