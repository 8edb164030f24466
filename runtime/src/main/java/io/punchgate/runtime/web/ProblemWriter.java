package io.punchgate.runtime.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Problem} as {@code application/problem+json}: the one place that knows the form of RFC 9457. */
public final class ProblemWriter {

    private static final JsonMapper JSON = new JsonMapper();

    private ProblemWriter() {}

    /** Answers with the problem. The response must not have been committed. */
    public static void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(problem, null, request.getRequestURI(), response);
    }

    /**
     * Answers with the problem.
     *
     * @param incident under which our log has more about it, or null
     * @param instance the path that was asked for
     */
    public static void write(Problem problem, @Nullable String incident, String instance, HttpServletResponse response)
            throws IOException {
        byte[] body = JSON.writeValueAsBytes(members(problem, incident, instance));
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        ApiHeaders.set(response);
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.setHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        response.getOutputStream().write(body);
    }

    private static Map<String, Object> members(Problem problem, @Nullable String incident, String instance) {
        @Nullable HttpStatus known = HttpStatus.resolve(problem.status());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", known == null ? "Error" : known.getReasonPhrase());
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        members.put("instance", instance);
        members.put("code", problem.code());
        @Nullable String field = problem.field();
        if (field != null) {
            members.put("field", field);
        }
        if (incident != null) {
            members.put("incident", incident);
        }
        return members;
    }
}
