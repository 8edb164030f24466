package io.punchgate.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.document.DocumentedApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client that speaks JSON, and holds each answer against the OpenAPI document. */
final class Http {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    Answer send(String method, URI uri, Map<String, String> headers, @Nullable String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            assertThat(faults(method, uri, response)).isEmpty();
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static List<String> faults(String method, URI uri, HttpResponse<String> answer) {
        @Nullable String type = answer.headers().firstValue("Content-Type").orElse(null);
        return DocumentedApi.published().faults(method, uri.getPath(), answer.statusCode(), type, answer.body());
    }

    boolean isReady(URI process) {
        try {
            return send("GET", process.resolve("/actuator/health/readiness"), Map.of(), null)
                            .status()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** A status and a body. */
    record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    @FunctionalInterface
    interface Call {
        String answer(int number) throws IOException;
    }

    /** The answers to the same call, made many times at once. */
    static List<String> answers(int copies, Call call) throws ExecutionException, InterruptedException {
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> futures = IntStream.range(0, copies)
                    .mapToObj(i -> threads.submit(() -> call.answer(i)))
                    .toList();
            for (Future<String> future : futures) {
                answers.add(future.get());
            }
        }
        return answers;
    }
}
