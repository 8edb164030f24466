package io.punchgate.api.device;

import java.util.Locale;

/** The way by which a device reached us. */
public enum Transport {
    HTTP,
    ADMS,
    TCP,
    MQTT,
    /** JSON over WebSocket, of the AiFace and Timmy terminals. */
    AIFACE,
    /** Anviz TC_B frames. */
    ANVIZ,
    /** Hikvision's event push. */
    ISAPI,
    /** Face terminals that publish under {@code mqtt/face/}. */
    MQTT_FACE;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name that clients see and events keep: lower case, a hyphen between words. */
    public String label() {
        return label;
    }
}
