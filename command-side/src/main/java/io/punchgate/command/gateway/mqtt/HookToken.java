package io.punchgate.command.gateway.mqtt;

import io.punchgate.runtime.access.SecretFile;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.start.PunchgateSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The secret between us and the broker: set, or generated into the data directory. It is never logged. */
@Component
final class HookToken {

    private static final String FILE = "mqtt-hook-token";

    private final String value;

    HookToken(MqttSettings mqtt, PunchgateSettings settings) {
        @Nullable String set = mqtt.mqttHookToken();
        value = set == null || set.isBlank()
                ? SecretFile.readOrCreate(settings.dataDir().resolve(FILE))
                : set.strip();
    }

    boolean is(String shown) {
        return Tokens.same(value, shown);
    }

    /** For our own login at the broker. */
    String value() {
        return value;
    }
}
