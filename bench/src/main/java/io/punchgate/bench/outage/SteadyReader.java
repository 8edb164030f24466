package io.punchgate.bench.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An integrator that asks the query side for what is new again and again, and goes on where it was. */
final class SteadyReader implements Runnable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient http;
    private final IntSupplier port;
    private final String key;
    private final List<Long> readNanos = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> times = new HashMap<>();
    private String cursor = "";
    private volatile boolean stopped;

    SteadyReader(HttpClient http, IntSupplier port, String key) {
        this.http = http;
        this.port = port;
        this.key = key;
    }

    /** The times, of {@link System#nanoTime}, at which it was answered. */
    List<Long> readNanos() {
        return List.copyOf(readNanos);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            if (!readPage()) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Reads what is left, once it runs no more, until nothing is missing or the time is up. */
    void readOn(Duration max, LongSupplier missing) {
        long until = System.nanoTime() + max.toNanos();
        while (missing.getAsLong() > 0 && System.nanoTime() < until) {
            if (!readPage()) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** The number of a device's first punches, up to that one, that it did not read exactly once. */
    long notOnce(String sn, int punches) {
        long wrong = 0;
        for (int i = 0; i < punches; i++) {
            wrong += times.getOrDefault(sn + " " + SteadyDevice.user(i), 0) == 1 ? 0 : 1;
        }
        return wrong;
    }

    /** Reads the next page; whether there is another one already. */
    private boolean readPage() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port.getAsInt() + "/api/v1/punches?limit=1000&cursor=" + cursor))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + key)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return false;
            }
            readNanos.add(System.nanoTime());
            JsonNode page = MAPPER.readTree(answer.body());
            for (JsonNode punch : page.get("data")) {
                times.merge(
                        punch.get("sn").asString() + " " + punch.get("user_id").asString(), 1, Integer::sum);
            }
            cursor = page.get("next_cursor").asString();
            return page.get("has_more").asBoolean();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            stopped = true;
            return false;
        }
    }
}
