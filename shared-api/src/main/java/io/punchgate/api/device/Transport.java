package io.punchgate.api.device;

import java.util.Locale;

/** The way by which a device reached us. */
public enum Transport {
    HTTP,
    ADMS,
    TCP,
    MQTT;

    /** The name that clients see and events keep: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
