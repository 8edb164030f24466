package io.punchgate.bench.outage;

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
import java.util.function.IntSupplier;

/** Asks a process again and again whether it is ready. No answer is none that says so. */
final class Readiness implements Runnable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http;
    private final IntSupplier port;
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean stopped;

    /** Asks at the port that the process has then. */
    Readiness(HttpClient http, IntSupplier port) {
        this.http = http;
        this.port = port;
    }

    /** An answer and its {@code System.nanoTime()}. */
    private record Answer(long at, boolean up) {}

    void stop() {
        stopped = true;
    }

    /** The nanoseconds of the gap in which the last answer was that it is ready. */
    long upWithin(Gap gap) {
        List<Answer> known = List.copyOf(answers);
        long up = 0;
        for (int i = 0; i < known.size(); i++) {
            long until = i + 1 < known.size() ? known.get(i + 1).at() : gap.until();
            long within = Math.min(until, gap.until()) - Math.max(known.get(i).at(), gap.from());
            up += known.get(i).up() && within > 0 ? within : 0;
        }
        return up;
    }

    @Override
    public void run() {
        while (!stopped) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port.getAsInt() + "/actuator/health/readiness"))
                    .timeout(ANSWER_MAX)
                    .build();
            boolean up = false;
            try {
                up = http.send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
                // No answer.
            } catch (InterruptedException e) {
                stopped = true;
            }
            answers.add(new Answer(System.nanoTime(), up));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
