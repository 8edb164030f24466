package io.punchgate.runtime.web.connection;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets an answer that stays open end its connection at once: the container's own end of an answer waits until the peer has taken
 * what was written.
 */
public final class Disconnection extends ValveBase {

    private static final String ATTRIBUTE = Disconnection.class.getName();

    private final String path;

    /** For the answers at that path. */
    public Disconnection(String path) {
        super(true);
        this.path = path;
    }

    /** Ends the connection of a request, from any thread while the answer is open; empty where the request's path has none. */
    public static Optional<Runnable> of(HttpServletRequest request) {
        return Optional.ofNullable((Runnable) request.getAttribute(ATTRIBUTE));
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (path.equals(request.getDecodedRequestURI())) {
            org.apache.coyote.Response answer = response.getCoyoteResponse();
            request.setAttribute(ATTRIBUTE, (Runnable) () -> answer.action(ActionCode.CLOSE_NOW, null));
        }
        getNext().invoke(request, response);
    }
}
