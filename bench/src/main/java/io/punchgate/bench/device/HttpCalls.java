package io.punchgate.bench.device;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Requests of one device, and what a status means for what was sent. */
record HttpCalls(HttpClient http, URI url) {

    private static final Duration RETRY_DEFAULT = Duration.ofSeconds(1);
    private static final Duration BLOCKED_WAIT = Duration.ofSeconds(10);

    HttpResponse<String> get(String path) throws IOException {
        return send(request(path));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(GatewayAddress.ANSWER_MAX);
    }

    HttpResponse<String> post(HttpRequest.Builder request, String type, String body) throws IOException {
        return send(request.header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** The meaning of an answer other than 200 for all punches of a request. */
    static List<Outcome> refused(HttpResponse<String> answer, int punches) {
        String why = answer.statusCode() + " " + answer.body().strip();
        Outcome outcome = switch (answer.statusCode()) {
            case 400, 404, 405, 413, 415 -> new Outcome.Rejected(why);
            case 401, 403 -> new Outcome.Later(BLOCKED_WAIT, why);
            default -> new Outcome.Later(retryAfter(answer), why);
        };
        return Collections.nCopies(punches, outcome);
    }

    private static Duration retryAfter(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(RETRY_DEFAULT);
    }
}
