package io.punchgate.bench.part;

import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.process.Product;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Fills the log for parts that measure what is made of it. */
final class Recording {

    private static final int DEVICES = 20;
    private static final int ROWS_MAX = 500;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Recording() {}

    /** Records so many punches of a new customer, in batches of devices' own. */
    static void record(Bed bed, String customer, int punches) {
        Product product = bed.product();
        product.registerCustomer(customer);
        List<DeviceKey> devices = product.registerDevices(customer, DEVICES);
        Progress.say("recording " + punches + " punches");
        for (int sent = 0; sent < punches; sent += ROWS_MAX) {
            DeviceKey device = devices.get(sent / ROWS_MAX % DEVICES);
            Map<String, String> headers = Map.of("sn", device.sn(), "auth-token", device.token());
            JsonNode answer = product.api().call("POST", "attendance/v1/punches", rows(bed), headers);
            for (JsonNode row : answer.get("results")) {
                if (!row.get("ok").asBoolean()) {
                    throw new IllegalStateException("a punch was refused: " + row);
                }
            }
        }
    }

    private static String rows(Bed bed) {
        String time = LOCAL.format(LocalDateTime.now(ZoneOffset.UTC));
        StringJoiner rows = new StringJoiner(",", "{\"punches\":[", "]}");
        for (int i = 0; i < ROWS_MAX; i++) {
            long user = bed.load().users().getAndIncrement();
            rows.add("{\"user_id\":%d,\"att_time\":\"%s\",\"att_state\":1}".formatted(user, time));
        }
        return rows.toString();
    }
}
