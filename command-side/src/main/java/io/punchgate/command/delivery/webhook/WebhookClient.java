package io.punchgate.command.delivery.webhook;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.Verdict;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to a customer's server and returns the outcome. Whatever the server does, {@link #send} returns within
 * the attempt's time, never throws because of the server, and repeats only a request that never reached it.
 */
public final class WebhookClient implements AutoCloseable {

    /** For one attempt in all: connecting, sending and reading the answer. */
    public static final Duration ATTEMPT_MAX = Duration.ofSeconds(15);

    private static final int TICK_MILLIS = 50;
    /** Kept connections that may turn out to have ended before the attempt fails. */
    private static final int UNSENT_MAX = 3;

    private static final String SIGNATURE = "webhook-signature";

    private static final ContentType JSON = ContentType.create("application/json");
    private static final ContentType CLOUDEVENTS = ContentType.create("application/cloudevents+json");

    private final CloseableHttpClient client;
    /** Coarse, because each attempt sets it and hardly any needs it. */
    private final HashedWheelTimer deadlines = new HashedWheelTimer(
            Thread.ofPlatform().daemon().name("push-deadlines").factory(), TICK_MILLIS, TimeUnit.MILLISECONDS);

    private final Clock clock;
    private final Duration attemptMax;

    /**
     * A client with its own pool of connections.
     *
     * @param attemptMax for one attempt in all
     */
    public WebhookClient(AddressPolicy addresses, Clock clock, Duration attemptMax) {
        this.client = PooledHttpClient.create(addresses, attemptMax);
        this.clock = clock;
        this.attemptMax = attemptMax;
    }

    /** Makes one attempt. Blocks the calling thread, which should be a virtual one. */
    Outcome send(WebhookRequest request) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        HttpPost post;
        try {
            post = post(request, at);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return unreachable(at, begun, "the callback cannot be called: " + e.getMessage());
        }
        Timeout deadline = deadlines.newTimeout(
                over -> Thread.startVirtualThread(post::cancel), attemptMax.toMillis(), TimeUnit.MILLISECONDS);
        Answer answer;
        try {
            answer = answer(post, request.customerId(), deadline);
        } catch (IOException | RuntimeException e) {
            return unreachable(
                    at, begun, deadline.isExpired() ? tooLate() : AttemptError.of(e, secrets(request, post)));
        } finally {
            deadline.cancel();
        }
        return judge(answer, request, secrets(request, post), at, begun);
    }

    /** All that the customer's server may echo, and nobody else may read. */
    private static List<String> secrets(WebhookRequest request, HttpPost post) {
        List<String> secrets = new ArrayList<>(request.signingSecrets());
        secrets.add(request.masked());
        @Nullable Header signatures = post.getFirstHeader(SIGNATURE);
        if (signatures != null) {
            secrets.addAll(List.of(signatures.getValue().split(" ", -1)));
        }
        return secrets;
    }

    /** Sends at once on another connection what never left on a kept one: that is no attempt. */
    private Answer answer(HttpPost post, String customerId, Timeout deadline) throws IOException {
        for (int unsent = 0; ; unsent++) {
            try {
                return Answer.of(client, post, PooledHttpClient.contextOf(customerId));
            } catch (KeptConnection.Unsent e) {
                if (unsent >= UNSENT_MAX || deadline.isExpired()) {
                    throw e;
                }
            }
        }
    }

    private String tooLate() {
        return "no complete answer within " + attemptMax.toMillis() + " ms";
    }

    private static HttpPost post(WebhookRequest request, Instant at) throws URISyntaxException {
        HttpPost post = new HttpPost(CallbackUrl.of(request.url(), request.serviceTagId()));
        long seconds = at.getEpochSecond();
        post.setHeader("webhook-id", request.operationId());
        post.setHeader("webhook-timestamp", Long.toString(seconds));
        if (!request.signingSecrets().isEmpty()) {
            post.setHeader(
                    SIGNATURE,
                    WebhookSignature.of(request.operationId(), seconds, request.body(), request.signingSecrets()));
        }
        post.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), type(request)));
        return post;
    }

    private static ContentType type(WebhookRequest request) {
        return switch (request.format()) {
            case REALTIME, STANDARD_WEBHOOKS -> JSON;
            case CLOUDEVENTS -> CLOUDEVENTS;
        };
    }

    private Outcome judge(Answer answer, WebhookRequest request, List<String> secrets, Instant at, long begun) {
        @Nullable Verdict verdict = AckRule.judge(request.format(), answer.statusCode(), answer.body());
        Attempt attempt =
                new Attempt(at, answer.statusCode(), millisSince(begun), null, Excerpt.of(answer.body(), secrets));
        if (verdict == null) {
            return new Outcome.Acknowledged(attempt);
        }
        return new Outcome.Failed(attempt, verdict, RetryAfter.seconds(answer.retryAfter(), clock.instant()));
    }

    private static Outcome unreachable(Instant at, long begun, String error) {
        return new Outcome.Failed(new Attempt(at, null, millisSince(begun), error, null), Verdict.UNREACHABLE, null);
    }

    private static long millisSince(long begunNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
    }

    /** Ends requests under way and closes the connections. */
    @Override
    public void close() throws IOException {
        client.close(CloseMode.IMMEDIATE);
        deadlines.stop();
    }
}
