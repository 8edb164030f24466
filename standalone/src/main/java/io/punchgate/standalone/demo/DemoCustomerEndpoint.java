package io.punchgate.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plays the customer: acknowledges every push and shows the last ones. Nothing is kept over a restart. */
@RestController
@RequestMapping("/demo")
class DemoCustomerEndpoint {

    private static final int PUSHES_KEPT_MAX = 50;
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final Deque<Push> pushes = new ArrayDeque<>();
    private final Clock clock;

    DemoCustomerEndpoint(Clock clock) {
        this.clock = clock;
    }

    /** One push, as it came. */
    record Push(Instant receivedAt, String body) {}

    @PostMapping("/callback")
    ResponseEntity<Map<String, String>> receive(InputStream body) throws IOException {
        byte[] read = body.readNBytes(BODY_BYTES_MAX + 1);
        if (read.length > BODY_BYTES_MAX) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        synchronized (pushes) {
            pushes.addFirst(new Push(clock.instant(), new String(read, StandardCharsets.UTF_8)));
            if (pushes.size() > PUSHES_KEPT_MAX) {
                pushes.removeLast();
            }
        }
        return ResponseEntity.ok(Map.of("status", "done"));
    }

    /** The last pushes, newest first. */
    @GetMapping("/pushes")
    List<Push> pushes() {
        synchronized (pushes) {
            return new ArrayList<>(pushes);
        }
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .header(
                        "Content-Security-Policy",
                        "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
                .body(new ClassPathResource("demo/demo.html"));
    }
}
