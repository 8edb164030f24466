package io.punchgate.runtime.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * Ends the connection of an answer that failed behind its first byte, without the answer's end: the container would write its
 * last chunk, and a client would take the part for the whole.
 */
final class BrokenAnswer extends ValveBase {

    private static final String MARK = BrokenAnswer.class.getName();

    BrokenAnswer() {
        super(true);
    }

    /** The answer to this request has begun, and its end will not come. */
    static void mark(ServletRequest request) {
        request.setAttribute(MARK, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        @Nullable Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (response.isCommitted() && (failure != null || request.getAttribute(MARK) != null)) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, failure);
        }
    }
}
