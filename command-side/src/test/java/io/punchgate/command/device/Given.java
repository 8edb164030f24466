package io.punchgate.command.device;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.device.Transport;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.command.gateway.json.AttendanceCodes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The device that tests of the aggregate, and of the lane that runs it, talk about. */
public final class Given {

    public static final String SN = "SN1";
    public static final String TOKEN_HASH = "aa";
    public static final String PATH_HASH = "bb";
    public static final Credential TOKEN = Credential.authToken(TOKEN_HASH);
    public static final Instant NOW = Instant.parse("2026-06-21T04:00:01Z");

    private Given() {}

    public static DeviceSettings settings() {
        return settings("Asia/Kolkata", null, TransportAuth.SECRETS_ONLY, true);
    }

    public static DeviceSettings settings(
            String zone, @Nullable Subscription subscription, TransportAuth transportAuth, boolean enabled) {
        return new DeviceSettings(
                "acme",
                "Main Gate",
                zone,
                "ST-1",
                subscription,
                Map.of(),
                Map.of(),
                PunchType.CheckIn,
                60,
                180,
                transportAuth.fields(),
                enabled);
    }

    public static DeviceRegistered registered(DeviceSettings settings) {
        return new DeviceRegistered(SN, "acme", settings, TOKEN_HASH, "secret-1", PATH_HASH, NOW.minusSeconds(3600));
    }

    public static RegisterDevice register(DeviceSettings settings) {
        return new RegisterDevice(SN, settings, TOKEN_HASH, "secret-1", PATH_HASH, NOW.minusSeconds(3600));
    }

    public static ReportedPunch punch(String userId, String local, @Nullable String offset, @Nullable String state) {
        return new ReportedPunch(
                userId,
                LocalDateTime.parse(local),
                offset == null ? null : ZoneOffset.of(offset),
                local,
                state,
                "50",
                AttendanceCodes.TABLE,
                null,
                null,
                null);
    }

    public static RecordPunch report(String punchId, ReportedPunch punch) {
        return report(punchId, punch, TOKEN, NOW);
    }

    public static RecordPunch report(String punchId, ReportedPunch punch, Credential credential, Instant at) {
        return new RecordPunch(SN, credential, Transport.HTTP, at, punchId, punch);
    }
}
