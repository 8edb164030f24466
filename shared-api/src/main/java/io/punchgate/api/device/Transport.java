package io.punchgate.api.device;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way by which devices reach us: its name, and the proofs that open it beside the auth-token. A new dialect adds its
 * line to this list; its bytes, its codes and its server are in its own package.
 *
 * @param label the name that clients see and events keep: lower case, a hyphen between words
 * @param always the proof that opens the transport to every device, or null
 * @param opened the proof that opens the transport to a device if its operator says so, or null
 */
public record Transport(
        String label, @Nullable Opening always, @Nullable Opening opened) {

    private static final List<Transport> LISTED = new ArrayList<>();

    public static final Transport HTTP = listed(byToken("http"));
    public static final Transport ADMS = listed(new Transport("adms", Opening.PATH, Opening.SERIAL));
    public static final Transport TCP = listed(byToken("tcp"));
    public static final Transport MQTT = listed(byToken("mqtt"));
    /** JSON over WebSocket, of the AiFace and Timmy terminals. */
    public static final Transport AIFACE = listed(openedBy("aiface", Opening.SERIAL));
    /** Anviz TC_B frames. */
    public static final Transport ANVIZ = listed(openedBy("anviz", Opening.NUMBER));
    /** Hikvision's event push. */
    public static final Transport ISAPI = listed(openedBy("isapi", Opening.PATH));
    /** Face terminals that publish under {@code mqtt/face/}. */
    public static final Transport MQTT_FACE = listed(openedBy("mqtt-face", Opening.SERIAL));

    /** A transport that carries the auth-token and needs nothing else. */
    public static Transport byToken(String label) {
        return new Transport(label, null, null);
    }

    /** A transport that is closed to a device until its operator opens it. */
    public static Transport openedBy(String label, Opening opened) {
        return new Transport(label, null, opened);
    }

    /** All transports, in the order of the list. */
    public static List<Transport> all() {
        return List.copyOf(LISTED);
    }

    /** The name under which operators open it: as the label, with underscores. */
    public String settingName() {
        return label.replace('-', '_');
    }

    private static Transport listed(Transport transport) {
        LISTED.add(transport);
        return transport;
    }

    /** The proof of a device over a transport that has no place for its auth-token. */
    public enum Opening {
        /** Its serial number, from the networks that the operator names. */
        SERIAL,
        /** The secret path that registration returns. */
        PATH,
        /** Its serial number, and beside it the number that the operator names: the dialect's frames carry it. */
        NUMBER
    }
}
