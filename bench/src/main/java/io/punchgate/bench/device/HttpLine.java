package io.punchgate.bench.device;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The HTTP Attendance API: one punch is a {@code punch}, more are {@code punches}. */
final class HttpLine implements DeviceLine {

    private static final String API = "/api/attendance/v1/";
    private static final String JSON = "application/json";

    private final HttpCalls calls;
    private final DeviceIdentity device;

    HttpLine(HttpClient http, URI url, DeviceIdentity device) {
        this.calls = new HttpCalls(http, url);
        this.device = device;
    }

    @Override
    public List<Outcome> report(List<Punch> punches) throws IOException {
        boolean one = punches.size() == 1;
        HttpResponse<String> answer = one
                ? post("punch", "{" + punches.getFirst().json() + "}")
                : post(
                        "punches",
                        punches.stream()
                                .map(punch -> "{" + punch.json() + "}")
                                .collect(Collectors.joining(",", "{\"punches\":[", "]}")));
        if (answer.statusCode() != 200) {
            return HttpCalls.refused(answer, punches.size());
        }
        try {
            JsonNode body = Answers.MAPPER.readTree(answer.body());
            return one ? List.of(Answers.outcome(body)) : outcomes(body.path("results"), punches.size());
        } catch (JacksonException e) {
            throw new IOException("not the answer of an attendance gateway: " + answer.body(), e);
        }
    }

    private static List<Outcome> outcomes(JsonNode results, int punches) throws IOException {
        if (results.size() != punches) {
            throw new IOException(punches + " punches were sent, but " + results.size() + " answered");
        }
        List<Outcome> outcomes = new ArrayList<>(punches);
        for (JsonNode result : results) {
            outcomes.add(Answers.outcome(result));
        }
        return outcomes;
    }

    @Override
    public void heartbeat() throws IOException {
        post("heartbeat", "");
    }

    private HttpResponse<String> post(String operation, String body) throws IOException {
        HttpRequest.Builder request =
                calls.request(API + operation).header("sn", device.sn()).header("auth-token", device.token());
        return calls.post(request, JSON, body);
    }

    @Override
    public void close() {
        // The client's connections are shared; each request stands alone.
    }
}
