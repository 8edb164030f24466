package io.punchgate.bench.part;

import io.punchgate.bench.figure.Samples;
import io.punchgate.bench.figure.Table;
import io.punchgate.bench.load.DeviceKey;
import io.punchgate.bench.process.Json;
import io.punchgate.bench.process.Product;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Measures how fast the product rebuilds its read models from the events and compares them. */
public final class Replay {

    private static final String CUSTOMER = "replay";
    private static final int DEVICES = 20;
    private static final int ROWS_MAX = 500;
    private static final int BACKLOGS = 10;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration REPLAY_MAX = Duration.ofMinutes(15);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Replay() {}

    public static String measure(Bed bed) {
        record(bed, BACKLOGS * bed.options().punches());
        bed.product().database().awaitReadModels();
        double[] perSecond = new double[bed.options().repetitions()];
        double[] inAll = new double[bed.options().repetitions()];
        long differences = 0;
        long processed = 0;
        for (int i = 0; i < perSecond.length; i++) {
            Progress.say("replay");
            long began = System.nanoTime();
            JsonNode replay = replay(bed.product().api());
            double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
            perSecond[i] = replay.get("events_per_second").asDouble();
            processed = replay.get("processed").asLong();
            inAll[i] = processed / seconds;
            differences += replay.get("differences").size();
        }
        Table table = new Table(
                "Replay of the whole log beside the live read models",
                List.of(
                        "events",
                        "events a second, as it says",
                        "events a second, with the comparison",
                        "differences"));
        table.row(List.of(
                "%,d".formatted(processed),
                "%,.0f".formatted(Samples.median(perSecond)),
                "%,.0f".formatted(Samples.median(inAll)),
                differences == 0 ? "0" : "invalid: " + differences));
        return "## Replay\n\n" + table;
    }

    private static void record(Bed bed, int punches) {
        Product product = bed.product();
        product.registerCustomer(CUSTOMER);
        List<DeviceKey> devices = product.registerDevices(CUSTOMER, DEVICES);
        Progress.say("recording " + punches + " punches to replay");
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

    private static JsonNode replay(Json api) {
        String id = api.send("POST", "audit/v1/replays", "{}").get("id").asString();
        long began = System.nanoTime();
        JsonNode replay = api.get("audit/v1/replays/" + id);
        while (replay.get("status").asString().equals("running")) {
            if (System.nanoTime() - began > REPLAY_MAX.toNanos()) {
                throw new IllegalStateException("a replay took longer than " + REPLAY_MAX);
            }
            LockSupport.parkNanos(POLL.toNanos());
            replay = api.get("audit/v1/replays/" + id);
        }
        if (!replay.get("status").asString().equals("done")) {
            throw new IllegalStateException("a replay ended as " + replay);
        }
        return replay;
    }
}
