package io.punchgate.bench.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CustomerServerTest {

    private final List<ReceivedPunch> received = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CustomerServer server;

    CustomerServerTest() throws IOException {
        server = new CustomerServer();
        server.callback("one").count(received::add);
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        server.close();
    }

    @Test
    void givenABatchOfManyKilobytes_whenPosted_thenItIsAcknowledgedAndCounted() throws Exception {
        String batch = IntStream.range(0, 100)
                .mapToObj(i ->
                        "{\"specversion\":\"1.0\",\"id\":\"%d\",\"data\":{\"sn\":\"d-1\",\"label\":\"%s\",\"user_id\":\"%d\"}}"
                                .formatted(i, "x".repeat(1_000), i))
                .collect(Collectors.joining(",", "[", "]"));

        HttpResponse<String> answer = post("one", batch);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("done");
        assertThat(received)
                .extracting(ReceivedPunch::operationId)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(Integer::toString).toList());
    }

    @Test
    void givenACallbackThatRejects_whenPosted_thenItIsNotCountedAndAnotherOneIs() throws Exception {
        server.callback("bad").count(received::add);
        server.callback("bad").behave(Behaviour.REJECTS);

        assertThat(post("bad", realTime("a")).statusCode()).isEqualTo(400);
        assertThat(received).isEmpty();

        assertThat(post("one?stgid=ST-1", realTime("b")).statusCode()).isEqualTo(200);
        assertThat(received).extracting(ReceivedPunch::operationId).containsExactly("b");
    }

    private HttpResponse<String> post(String callback, String body) throws IOException, InterruptedException {
        String base = server.url().substring(0, server.url().lastIndexOf('/') + 1);
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + callback))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String realTime(String id) {
        return "{\"RealTime\":{\"OperationID\":\"%s\",\"SerialNumber\":\"d-1\",\"PunchLog\":{\"UserId\":\"1\"}}}"
                .formatted(id);
    }
}
