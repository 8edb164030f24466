package io.punchgate.query.stream;

import io.punchgate.runtime.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Integrators listen here to what happens. */
@RestController
class StreamEndpoint {

    static final String PATH = "/api/v1/stream";

    private final Streams streams;
    private final Beginnings beginnings;

    StreamEndpoint(Streams streams, Beginnings beginnings) {
        this.streams = streams;
        this.beginnings = beginnings;
    }

    @GetMapping(PATH)
    void open(
            Caller.KeyHolder caller,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        StreamParameters asked = StreamParameters.read(caller.customerId(), query, request.getHeader("Last-Event-ID"));
        Beginning beginning = beginnings.of(asked.lastTold(), asked.since());
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        // Proxies that gather answers would keep events for themselves.
        response.setHeader("X-Accel-Buffering", "no");
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            streams.open(
                    caller, asked.filter().notBefore(beginnings.keptSince(caller.customerId())), beginning, request);
        }
    }
}
