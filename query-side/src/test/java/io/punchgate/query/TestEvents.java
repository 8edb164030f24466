package io.punchgate.query;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Subscription;
import io.punchgate.api.device.Transport;
import io.punchgate.api.device.TransportAuth;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events for tests. */
public final class TestEvents {

    /** The time at which they happened. */
    public static final Instant AT = Instant.parse("2026-06-21T04:00:01Z");

    private TestEvents() {}

    public static CustomerRegistered customer(String id) {
        return new CustomerRegistered(id, new CustomerSettings("Customer " + id, Pairing.BY_TYPE, 16, null), AT);
    }

    /** The default callback of that customer, which wants all. */
    public static CallbackSet callback(String customerId) {
        return new CallbackSet(CallbackId.ofDefault(customerId), CallbackSettings.of("http://example.test/"), AT);
    }

    public static DeviceRegistered device(String sn, String customerId) {
        return new DeviceRegistered(
                sn, customerId, settings(customerId), "ab".repeat(32), "vault-1", "cd".repeat(32), AT);
    }

    public static DeviceSettings settings(String customerId) {
        return new DeviceSettings(
                customerId,
                "Main Gate",
                "Asia/Kolkata",
                "ST-1",
                new Subscription(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")),
                Map.of("9", PunchType.CheckIn),
                Map.of("8", InputType.Palm),
                PunchType.CheckIn,
                60,
                180,
                TransportAuth.from(List.of("10.1.0.0/16")).open(Transport.ADMS).fields(),
                true);
    }

    /** The id of the punch that a test calls so: the same for the same name. */
    public static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public static PunchRecorded punch(String id, String sn, String customerId, Instant time) {
        return punchWithId(id(id), sn, customerId, time);
    }

    /** A punch of exactly that id. */
    public static PunchRecorded punchWithId(String punchId, String sn, String customerId, Instant time) {
        return new PunchRecorded(
                punchId,
                sn,
                customerId,
                "Main Gate",
                "1001",
                time,
                LocalDateTime.ofInstant(time, ZoneOffset.ofHoursMinutes(5, 30)),
                "+05:30",
                "raw time",
                PunchType.CheckIn,
                null,
                "1",
                InputType.Face,
                "15",
                null,
                36.6,
                null,
                "http",
                time,
                false,
                null,
                null);
    }
}
