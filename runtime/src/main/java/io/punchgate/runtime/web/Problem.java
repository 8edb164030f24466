package io.punchgate.runtime.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A refusal of a call on the operators', integrators' or auditors' surface. Endpoints throw it; it is answered as
 * problem details (RFC 9457) with {@code code} and {@code field} beside the standard members.
 *
 * <p>Clients see its text: never a secret, a class name or another customer's data. It is no {@code
 * ErrorResponseException}, as filters and the container's error page answer with it too, outside of Spring MVC.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String detail;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;

    /**
     * A refusal.
     *
     * @param status the HTTP status
     * @param code what programs tell problems apart by, such as {@code invalid_field}
     * @param detail one sentence for people
     * @param field the key or parameter that is wrong, or null
     */
    public Problem(int status, String code, String detail, @Nullable String field) {
        this(status, code, detail, field, null);
    }

    private Problem(int status, String code, String detail, @Nullable String field, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /** 400: a key or parameter is missing or wrong. */
    public static Problem invalidField(String field, String detail) {
        return new Problem(400, "invalid_field", detail, field);
    }

    /** 400: the body is no JSON object. */
    public static Problem invalidJson(String detail) {
        return new Problem(400, "invalid_json", detail, null);
    }

    /** 401: no bearer token, or one that is not good. */
    public static Problem unauthorized() {
        return new Problem(401, "unauthorized", "A valid bearer token is needed in the Authorization header.", null);
    }

    /** 403: a good token, but not for this. */
    public static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", detail, null);
    }

    /** 404: no such thing, or another customer's. */
    public static Problem notFound(String detail) {
        return new Problem(404, "not_found", detail, null);
    }

    /** 409: it exists already, or its state does not allow it. */
    public static Problem conflict(String detail) {
        return new Problem(409, "conflict", detail, null);
    }

    /** 410: it was there, and an operator removed it. */
    public static Problem gone(String detail) {
        return new Problem(410, "gone", detail, null);
    }

    /** 413: the body is too large. */
    public static Problem tooLarge(String detail) {
        return new Problem(413, "too_large", detail, null);
    }

    /** 415: the body is of a type that is not read here. */
    public static Problem unsupportedMediaType(String detail) {
        return new Problem(415, "unsupported_media_type", detail, null);
    }

    /** 429: too many of these; ask again later. */
    public static Problem rateLimited(Duration retryAfter) {
        return new Problem(429, "rate_limited", "Too many failed authentications.", null, retryAfter);
    }

    /** 429: the caller has as many calls of this kind under way as it may have. */
    public static Problem tooManyUnderWay(int max, Duration retryAfter) {
        return new Problem(429, "rate_limited", "More than " + max + " such calls are under way.", null, retryAfter);
    }

    /** 429: the caller calls too often; ask again later. */
    public static Problem tooManyCalls(int perSecondMax, Duration retryAfter) {
        return new Problem(429, "rate_limited", "More than " + perSecondMax + " calls a second.", null, retryAfter);
    }

    /** 503: not now; nothing was done, or it is unknown. */
    public static Problem unavailable(Duration retryAfter) {
        return new Problem(503, "unavailable", "Not available at the moment; try again.", null, retryAfter);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code by which programs tell problems apart. */
    public String code() {
        return code;
    }

    /** One sentence for people. */
    public String detail() {
        return detail;
    }

    /** The key or parameter that is wrong, or null. */
    public @Nullable String field() {
        return field;
    }

    /** The time after which to ask again, or null. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
