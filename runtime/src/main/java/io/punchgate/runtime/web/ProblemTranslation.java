package io.punchgate.runtime.web;

import io.punchgate.runtime.sql.StorageOutOfReach;
import java.time.Duration;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Puts Spring's refusals into our words: its own messages name classes. */
final class ProblemTranslation {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private ProblemTranslation() {}

    /** The problem for a failure that was not foreseen. */
    static Problem unexpected() {
        return new Problem(500, "internal", "Something went wrong on our side; our log has more about it.", null);
    }

    /** The problem that the exception stands for; null where it was not foreseen. */
    static @Nullable Problem of(Exception thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case HttpMessageNotReadableException unreadable ->
                unreadable.getCause() instanceof Problem problem
                        ? problem
                        : Problem.invalidJson("The body is not the JSON that is expected here.");
            case MethodArgumentTypeMismatchException wrong ->
                Problem.invalidField(wrong.getName(), "The value of " + wrong.getName() + " is not understood.");
            case MissingServletRequestParameterException missing ->
                Problem.invalidField(
                        missing.getParameterName(), "The parameter " + missing.getParameterName() + " is missing.");
            case MissingRequestValueException missing ->
                new Problem(400, "invalid_request", "A part of the request is missing.", null);
            case InvalidParameterException unreadable -> ofStatus(unreadable.getErrorCode());
            case ErrorResponse response -> ofStatus(response.getStatusCode().value());
            default -> StorageOutOfReach.isCauseOf(thrown) ? Problem.unavailable(RETRY_AFTER) : null;
        };
    }

    /** The problem that a bare status stands for. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> new Problem(400, "invalid_request", "The request is not understood.", null);
            case 401 -> Problem.unauthorized();
            case 404 -> Problem.notFound("There is nothing at this path.");
            case 405 -> new Problem(405, "method_not_allowed", "This path does not know that method.", null);
            case 413 -> Problem.tooLarge("The body is too large.");
            case 415 -> Problem.unsupportedMediaType("The body's media type is not read here.");
            default -> status >= 500 && status != 503 ? unexpected() : named(status);
        };
    }

    private static Problem named(int status) {
        @Nullable HttpStatus known = HttpStatus.resolve(status);
        String phrase = known == null ? "Error" : known.getReasonPhrase();
        return new Problem(status, phrase.toLowerCase(Locale.ROOT).replace(' ', '_'), phrase + ".", null);
    }
}
