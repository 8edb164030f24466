package io.punchgate.bench.device;

/** The ways in which a device speaks to the gateway. */
public enum Transport {
    HTTP,
    ADMS,
    TCP,
    MQTT;

    /** Most punches that are sent at once: what one HTTP request may hold. */
    public static final int BATCH_MAX = 500;
}
