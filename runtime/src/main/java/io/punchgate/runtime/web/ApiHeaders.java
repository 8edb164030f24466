package io.punchgate.runtime.web;

import jakarta.servlet.http.HttpServletResponse;

/** The headers of every answer of the API, unless its endpoint sets another: it is no one else's, and of the type that it says. */
public final class ApiHeaders {

    private ApiHeaders() {}

    /** Sets them, before the endpoint is asked. */
    public static void set(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
    }
}
