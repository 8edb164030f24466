package io.punchgate.command.device;

import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.address.CidrBlock;
import io.punchgate.runtime.web.BodyFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a device may identify itself where its auth-token has no place. */
final class TransportAuthFields {

    private static final int NETWORKS_MAX = 64;
    private static final int ANVIZ_ID_MAX = Integer.MAX_VALUE;

    private TransportAuthFields() {}

    /** All of it, for what is not named is closed; null where nothing is said. */
    static @Nullable TransportAuth read(BodyFields fields) {
        @Nullable BodyFields auth = fields.objectOrNull("transport_auth");
        if (auth == null) {
            return null;
        }
        auth.only("adms", "networks", "aiface", "anviz", "isapi", "mqtt_face");
        @Nullable
        List<String> networks =
                auth.textsOrNull("networks", NETWORKS_MAX, CidrBlock::isBlock, "must be a block such as 10.1.0.0/16");
        return new TransportAuth(
                only(auth, "adms", TransportAuth.SERIAL),
                networks == null ? List.of() : networks,
                only(auth, "aiface", TransportAuth.SERIAL),
                anviz(auth),
                only(auth, "isapi", TransportAuth.PATH),
                only(auth, "mqtt_face", TransportAuth.SERIAL));
    }

    private static @Nullable String only(BodyFields auth, String key, String value) {
        return auth.textOrNull(key, value::equals, "must be " + value);
    }

    private static TransportAuth.@Nullable Anviz anviz(BodyFields auth) {
        @Nullable BodyFields anviz = auth.objectOrNull("anviz");
        if (anviz == null) {
            return null;
        }
        @Nullable Integer deviceId = anviz.only("device_id").integerOrNull("device_id", 1, ANVIZ_ID_MAX);
        if (deviceId == null) {
            throw anviz.wrong("device_id", "is missing");
        }
        return new TransportAuth.Anviz(deviceId);
    }
}
