package io.punchgate.runtime.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what the container refuses before any filter, such as a NUL in a path, as problem details and not as its HTML. */
final class ProblemReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        @Nullable String path = request.getRequestURI();
        if (path == null || DevicePaths.contain(path)) {
            return; // A path may hold a device's secret, and a device reads only its own envelope.
        }
        try {
            ProblemWriter.write(ProblemTranslation.ofStatus(status), null, path, response);
        } catch (IOException e) {
            LOG.debug("a refusal could not be answered", e);
        }
    }
}
