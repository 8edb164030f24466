package io.punchgate.query.export;

import io.punchgate.api.Slice;
import io.punchgate.runtime.access.ApiKeys;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.ReadLimits;
import io.punchgate.runtime.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Streams exports: a page is read, at its turn among the customer's reads, then written, which may wait for the client and keeps
 * nobody waiting. A client that takes nothing for as long as {@code server.tomcat.connection-timeout} says is cut off.
 */
@Component
final class ExportStreaming {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final ApiKeys apiKeys;
    private final ReadLimits limits;
    private final JsonMapper json;

    ExportStreaming(ApiKeys apiKeys, ReadLimits limits, JsonMapper json) {
        this.apiKeys = apiKeys;
        this.limits = limits;
        this.json = json;
    }

    <T> void stream(
            Caller.KeyHolder caller,
            ExportTable<T> table,
            ExportFormat format,
            String file,
            ExportPages<T> pages,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        requireEnds(format, request);
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            setHeaders(file, format, response);
            return;
        }
        Slice<T> first = page(caller, pages);
        setHeaders(file, format, response);
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER_BYTES);
        write(caller, first, pages, format.writer(table, out, json));
        out.flush();
    }

    /** Refuses what would end as if it were whole where it breaks off: before HTTP/1.1 an answer ends with its connection. */
    private static void requireEnds(ExportFormat format, HttpServletRequest request) {
        if (!format.hasAnEnd() && request.getProtocol().equals("HTTP/1.0")) {
            throw new Problem(
                    505,
                    "http_version_not_supported",
                    "This came over HTTP/1.0, perhaps from a proxy in between. Over that nobody could tell whether the"
                            + " file is whole: ask over HTTP/1.1.",
                    null);
        }
    }

    private static void setHeaders(String file, ExportFormat format, HttpServletResponse response) {
        response.setContentType(format.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(file).build().toString());
    }

    private <T> void write(Caller.KeyHolder caller, Slice<T> first, ExportPages<T> pages, ExportWriter<T> writer)
            throws IOException {
        Slice<T> page = first;
        while (true) {
            for (T row : page.data()) {
                writer.write(row);
            }
            if (!page.hasMore()) {
                writer.finish();
                return;
            }
            writer.flush();
            requireStillActive(caller);
            page = page(caller, pages);
        }
    }

    private <T> Slice<T> page(Caller.KeyHolder caller, ExportPages<T> pages) {
        ReadLimits.Permit turn = limits.turn(caller);
        try {
            return pages.next();
        } finally {
            turn.close();
        }
    }

    /** A key that is revoked ends the exports that it began. */
    private void requireStillActive(Caller.KeyHolder caller) {
        if (!apiKeys.isActive(caller)) {
            throw Problem.unauthorized();
        }
    }
}
