package io.punchgate.query.console.live;

import io.punchgate.query.console.customer.CustomerChoice;
import io.punchgate.query.console.session.SessionCheck;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.wait.Polling;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Server-Sent Events for the live page of one login: parts of the page, as they change. It asks what any page asks, once a
 * second, and ends with the login.
 */
@Controller
class LiveStream {

    /** Open at once for one key, or the operator, in this process. */
    static final int PER_CALLER_MAX = 20;

    private static final Duration EVERY = Duration.ofSeconds(1);
    /** The figures cost more than the punches do. */
    private static final int FIGURES_EVERY = 3;

    private static final int LOGIN_CHECKED_EVERY = 5;
    /** Then the browser connects anew: what a process has forgotten to end does not last. */
    private static final int TURNS_MAX = 1_800;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final CustomerChoice customers;
    private final LiveParts parts;
    private final SessionCheck logins;
    private final Map<Caller, Integer> open = new ConcurrentHashMap<>();
    private volatile boolean closing;

    LiveStream(CustomerChoice customers, LiveParts parts, SessionCheck logins) {
        this.customers = customers;
        this.parts = parts;
        this.logins = logins;
    }

    @GetMapping("/console/live")
    void follow(
            Caller caller,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String customerId = customers
                .of(caller, customer)
                .orElseThrow(() -> Problem.invalidField("customer", "Choose a customer first."));
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        // Proxies would keep events back until a buffer is full.
        response.setHeader("X-Accel-Buffering", "no");
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            return;
        }
        if (open.merge(caller, 1, Integer::sum) > PER_CALLER_MAX) {
            leave(caller);
            throw Problem.tooManyUnderWay(PER_CALLER_MAX, RETRY_AFTER);
        }
        try {
            write(
                    new EventWriter(response.getOutputStream()),
                    parts.of(caller, customerId, last == null ? after : last),
                    request);
        } finally {
            leave(caller);
        }
    }

    private void write(EventWriter events, LiveParts.Follower follower, HttpServletRequest request) throws IOException {
        for (int turn = 0; turn < TURNS_MAX && !closing; turn++) {
            if (turn % LOGIN_CHECKED_EVERY == LOGIN_CHECKED_EVERY - 1 && !logins.isGood(request)) {
                events.write("over", null, "");
                return;
            }
            follower.writePunches(events);
            if (turn % FIGURES_EVERY == 0) {
                follower.writeFigures(events);
            }
            events.flush();
            Polling.rest(EVERY);
        }
    }

    private void leave(Caller caller) {
        open.computeIfPresent(caller, (same, count) -> count == 1 ? null : count - 1);
    }

    /** A stop waits for requests under way: these would not end by themselves. */
    @EventListener
    void on(ContextClosedEvent closed) {
        closing = true;
    }
}
