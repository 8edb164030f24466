package io.punchgate.command.delivery.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.Verdict;
import io.punchgate.command.delivery.http.Answer;
import io.punchgate.command.delivery.http.NotWanted;
import io.punchgate.command.delivery.http.PreparedPost;
import io.punchgate.command.delivery.http.PushHttp;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to a customer's server. Whatever the server does, the future of {@link #send} has an outcome within the
 * attempt's time, never a failure, and only a request that never reached the server is repeated.
 */
public final class WebhookClient implements AutoCloseable {

    /** For one attempt in all: connecting, sending and reading the answer. */
    public static final Duration ATTEMPT_MAX = Duration.ofSeconds(15);

    private static final String JSON = "application/json";
    private static final String CLOUDEVENTS = "application/cloudevents+json";
    private static final String CLOUDEVENTS_BATCH = "application/cloudevents-batch+json";

    private static final int PREPARED_MAX = 10_000;

    private final PushHttp http;
    private final Clock clock;
    private final Cache<Called, PreparedPost> prepared =
            Caffeine.newBuilder().maximumSize(PREPARED_MAX).build();

    /** All that the head of a request depends on and that stays the same. */
    private record Called(String url, String serviceTagId, CallbackFormat format) {}

    /**
     * A client with its own connections.
     *
     * @param attemptMax for one attempt in all
     */
    public WebhookClient(AddressPolicy addresses, Clock clock, Duration attemptMax) {
        this(new PushHttp(addresses::resolve, attemptMax, null), clock);
    }

    WebhookClient(PushHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Makes one attempt. Never blocks; the outcome comes on an event loop, which what depends on it must not block. */
    CompletableFuture<Outcome> send(WebhookRequest request) {
        return send(request, () -> true);
    }

    /**
     * Makes one attempt, if the request is still wanted once there is a connection for it.
     *
     * @param wanted asked on an event loop, which it must not block
     */
    CompletableFuture<Outcome> send(WebhookRequest request, BooleanSupplier wanted) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        PreparedPost post;
        try {
            post = post(request);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return CompletableFuture.completedFuture(
                    unreachable(at, begun, "the callback cannot be called: " + e.getMessage()));
        }
        long seconds = at.getEpochSecond();
        String signature = request.signingSecrets().isEmpty()
                ? ""
                : WebhookSignature.of(request.operationId(), seconds, request.body(), request.signingSecrets());
        return http.send(request.owner(), post, headers(request, seconds, signature), request.body(), wanted)
                .handle((answer, failure) -> outcome(request, answer, failure, signature, at, begun))
                .exceptionally(fault -> unreachable(at, begun, "the answer cannot be understood"));
    }

    private PreparedPost post(WebhookRequest request) throws URISyntaxException {
        Called called = new Called(request.url(), request.serviceTagId(), request.format());
        @Nullable PreparedPost known = prepared.getIfPresent(called);
        if (known != null) {
            return known;
        }
        PreparedPost made =
                PreparedPost.of(CallbackUrl.of(called.url(), called.serviceTagId()), contentType(called.format()));
        prepared.put(called, made);
        return made;
    }

    private static String contentType(CallbackFormat format) {
        return switch (format) {
            case REALTIME, STANDARD_WEBHOOKS -> JSON;
            case CLOUDEVENTS -> CLOUDEVENTS;
            case CLOUDEVENTS_BATCH -> CLOUDEVENTS_BATCH;
        };
    }

    private static String headers(WebhookRequest request, long seconds, String signature) {
        String headers = "webhook-id: " + request.operationId() + "\r\nwebhook-timestamp: " + seconds + "\r\n";
        return signature.isEmpty() ? headers : headers + "webhook-signature: " + signature + "\r\n";
    }

    private Outcome outcome(
            WebhookRequest request,
            @Nullable Answer answer,
            @Nullable Throwable failure,
            String signature,
            Instant at,
            long begun) {
        if (failure instanceof NotWanted) {
            return new Outcome.Withdrawn(new Attempt(at, null, millisSince(begun), failure.getMessage(), null));
        }
        // All that the customer's server may echo, and nobody else may read.
        List<String> secrets = new ArrayList<>(request.signingSecrets());
        secrets.add(request.masked());
        if (!signature.isEmpty()) {
            secrets.addAll(List.of(signature.split(" ", -1)));
        }
        return answer == null
                ? unreachable(at, begun, AttemptError.of(failure, secrets))
                : judge(answer, request, secrets, at, begun);
    }

    private Outcome judge(Answer answer, WebhookRequest request, List<String> secrets, Instant at, long begun) {
        @Nullable Verdict verdict = AckRule.judge(request.format(), answer.statusCode(), answer.body());
        Attempt attempt =
                new Attempt(at, answer.statusCode(), millisSince(begun), null, Excerpt.of(answer.body(), secrets));
        if (verdict == null) {
            return new Outcome.Acknowledged(attempt);
        }
        return new Outcome.Failed(attempt, verdict, RetryAfter.seconds(answer.retryAfter(), attempt.endedAt()));
    }

    private static Outcome unreachable(Instant at, long begun, String error) {
        return new Outcome.Failed(new Attempt(at, null, millisSince(begun), error, null), Verdict.UNREACHABLE, null);
    }

    private static long millisSince(long begunNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
    }

    /** Ends requests under way and closes the connections. */
    @Override
    public void close() {
        http.close();
    }
}
