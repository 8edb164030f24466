package io.punchgate.runtime.web.connection;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** A web server with those limits that reads bodies, refuses to at {@code /refuse}, and ends its callers' sockets with it. */
final class SmallServer implements AutoCloseable {

    private static final int READ_WAIT_MAX_MILLIS = 6_000;

    private final List<Socket> sockets = new ArrayList<>();
    private final WebServer server;

    SmallServer(ConnectionLimits limits, SimpleMeterRegistry meters) {
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
        tomcat.addProtocolHandlerCustomizers(
                handler -> handler.setExecutor(Executors.newVirtualThreadPerTaskExecutor()));
        ConnectionConfiguration.limit(tomcat, limits, meters);
        server = tomcat.getWebServer(context -> new ServletRegistrationBean<>(new Reader(), "/*").onStartup(context));
        server.start();
    }

    /** Connects from that address of this machine. */
    Socket open(String from) throws IOException {
        InetAddress local = InetAddress.getByName(from);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort(), local, 0);
        socket.setSoTimeout(READ_WAIT_MAX_MILLIS);
        sockets.add(socket);
        return socket;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    private static final class Reader extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getPathInfo().equals("/refuse")) {
                response.setStatus(401);
                return;
            }
            request.getInputStream().readAllBytes();
            response.setStatus(204);
        }
    }
}
