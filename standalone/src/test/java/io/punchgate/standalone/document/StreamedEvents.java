package io.punchgate.standalone.document;

import io.punchgate.runtime.document.DocumentedApi;
import io.punchgate.standalone.stage.Gate;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The stream of a customer from its beginning, until an event of each type has come. */
record StreamedEvents(Gate gate, String key) {

    private static final String PATH = "/api/v1/stream";
    private static final String TYPE = "event: ";
    private static final Set<String> TYPES = Set.of("punch", "presence", "delivery", "correction");

    /** The faults of its events by the document. */
    List<String> faults() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gate.address(PATH + "?since=2026-01-01"))
                .header("Authorization", "Bearer " + key)
                .build();
        List<String> faults = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                read(
                        lines.iterator(),
                        answer.headers().firstValue("Content-Type").orElse(""),
                        faults);
            }
        }
        return faults;
    }

    private static void read(Iterator<String> lines, String contentType, List<String> faults) {
        Set<String> missing = new TreeSet<>(TYPES);
        while (!missing.isEmpty() && lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(TYPE)) {
                missing.remove(line.substring(TYPE.length()));
            }
            faults.addAll(DocumentedApi.published().faults("GET", PATH, 200, contentType, line));
        }
    }
}
