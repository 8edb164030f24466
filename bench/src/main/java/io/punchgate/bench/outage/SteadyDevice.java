package io.punchgate.bench.outage;

import io.punchgate.bench.load.DeviceKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A device that sends a punch after the other to one process, each again until it is acknowledged. */
final class SteadyDevice implements Runnable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(200);

    private final HttpClient http;
    private final URI punch;
    private final DeviceKey device;
    private final List<Long> acknowledgedNanos = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean stopped;
    private int sent;

    SteadyDevice(HttpClient http, int port, DeviceKey device) {
        this.http = http;
        this.punch = URI.create("http://127.0.0.1:" + port + "/api/attendance/v1/punch");
        this.device = device;
    }

    String sn() {
        return device.sn();
    }

    /** The number of punches that were acknowledged, of users 0 and up. */
    int acknowledged() {
        return acknowledgedNanos.size();
    }

    /** The times, of {@link System#nanoTime}, at which punches were acknowledged. */
    List<Long> acknowledgedNanos() {
        return List.copyOf(acknowledgedNanos);
    }

    static String user(int number) {
        return "u" + number;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            if (isAcknowledged(user(sent))) {
                acknowledgedNanos.add(System.nanoTime());
                sent++;
                LockSupport.parkNanos(PAUSE.toNanos());
            } else {
                LockSupport.parkNanos(AGAIN_AFTER.toNanos());
            }
        }
    }

    private boolean isAcknowledged(String user) {
        HttpRequest request = HttpRequest.newBuilder(punch)
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .header("sn", device.sn())
                .header("auth-token", device.token())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"user_id\":\"%s\",\"att_time\":\"2026-06-21 09:30:00\",\"att_state\":1}".formatted(user)))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            stopped = true;
            return false;
        }
    }
}
