package io.punchgate.command.device;

import io.punchgate.api.device.Transport;
import io.punchgate.api.device.Transport.Opening;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.address.CidrBlock;
import io.punchgate.runtime.web.BodyFields;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which transports an operator opens to a device. */
final class TransportAuthFields {

    private static final int NETWORKS_MAX = 64;
    private static final int NUMBER_MAX = Integer.MAX_VALUE;

    private TransportAuthFields() {}

    /** The whole setting, for a transport that is not named is closed; null if the key is absent. */
    static @Nullable TransportAuth read(BodyFields fields) {
        @Nullable BodyFields auth = fields.objectOrNull("transport_auth");
        if (auth == null) {
            return null;
        }
        List<Transport> opened =
                Transport.all().stream().filter(each -> each.opened() != null).toList();
        auth.only(
                Stream.concat(Stream.of(TransportAuth.NETWORKS), opened.stream().map(Transport::settingName))
                        .toArray(String[]::new));
        @Nullable
        List<String> networks = auth.textsOrNull(
                TransportAuth.NETWORKS, NETWORKS_MAX, CidrBlock::isBlock, "must be a block such as 10.1.0.0/16");
        TransportAuth read = TransportAuth.from(networks == null ? List.of() : networks);
        for (Transport transport : opened) {
            read = opened(read, transport, auth);
        }
        return read;
    }

    private static TransportAuth opened(TransportAuth before, Transport transport, BodyFields auth) {
        String key = transport.settingName();
        if (transport.opened() == Opening.NUMBER) {
            @Nullable Integer number = number(auth, key);
            return number == null ? before : before.open(transport, number);
        }
        String value = TransportAuth.openedText(transport);
        return auth.textOrNull(key, value::equals, "must be " + value) == null ? before : before.open(transport);
    }

    private static @Nullable Integer number(BodyFields auth, String key) {
        @Nullable BodyFields device = auth.objectOrNull(key);
        if (device == null) {
            return null;
        }
        @Nullable Integer number = device.only("device_id").integerOrNull("device_id", 1, NUMBER_MAX);
        if (number == null) {
            throw device.wrong("device_id", "is missing");
        }
        return number;
    }
}
