package io.punchgate.api.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a device may identify itself on transports that cannot carry its auth-token. But for ADMS by its path, each of these is
 * closed to a device unless it is named here.
 *
 * @param adms {@code serial} where the ADMS serial number alone is enough, else null: only the path token
 * @param networks CIDR blocks from which {@code serial}, and what else is no secret, is accepted; empty: from anywhere
 * @param aiface {@code serial} where the device may speak the AiFace dialect, or null
 * @param anviz the device's Anviz number, or null where it does not speak that
 * @param isapi {@code path} where the device may push Hikvision events to its own path, or null
 * @param mqttFace {@code serial} where the device may publish under {@code mqtt/face/}, or null
 */
public record TransportAuth(
        @Nullable String adms,
        List<String> networks,
        @Nullable String aiface,
        @Nullable Anviz anviz,
        @Nullable String isapi,
        @Nullable String mqttFace) {

    /** The value of what is open to whoever tells the serial number. */
    public static final String SERIAL = "serial";
    /** The value of what is open to whoever knows the device's path. */
    public static final String PATH = "path";
    /** Nothing but secrets. */
    public static final TransportAuth SECRETS_ONLY = new TransportAuth(null, List.of());

    /** An Anviz device. Its number is in every frame; the serial number it is asked for. */
    public record Anviz(int deviceId) {}

    public TransportAuth {
        networks = List.copyOf(networks);
    }

    /** ADMS alone. */
    public TransportAuth(@Nullable String adms, List<String> networks) {
        this(adms, networks, null, null, null, null);
    }

    /** What is set, in the names in which operators set it. */
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("adms", adms);
        fields.put("networks", networks);
        putUnlessNull(fields, "aiface", aiface);
        putUnlessNull(fields, "anviz", anviz == null ? null : Map.of("device_id", anviz.deviceId()));
        putUnlessNull(fields, "isapi", isapi);
        putUnlessNull(fields, "mqtt_face", mqttFace);
        return fields;
    }

    private static void putUnlessNull(Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** Whether the serial number is all that the transport asks for. */
    public boolean isSerialEnough(Transport transport) {
        return switch (transport) {
            case ADMS -> Objects.equals(adms, SERIAL);
            case AIFACE -> Objects.equals(aiface, SERIAL);
            case ANVIZ -> anviz != null;
            case MQTT_FACE -> Objects.equals(mqttFace, SERIAL);
            case HTTP, TCP, MQTT, ISAPI -> false;
        };
    }

    /** Whether the device's path opens the transport. */
    public boolean isPathEnough(Transport transport) {
        return switch (transport) {
            case ADMS -> true;
            case ISAPI -> Objects.equals(isapi, PATH);
            case HTTP, TCP, MQTT, AIFACE, ANVIZ, MQTT_FACE -> false;
        };
    }
}
