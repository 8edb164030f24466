package io.punchgate.command.gateway.mqttface;

import io.punchgate.api.device.CodeTable;
import java.util.Map;

/** Face terminals over MQTT tell neither: they look at faces. */
public final class MqttFaceCodes {

    /** The codes of this dialect. */
    public static final CodeTable TABLE = new CodeTable(Map.of(), Map.of(), "");

    private MqttFaceCodes() {}
}
