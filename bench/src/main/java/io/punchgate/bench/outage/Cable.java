package io.punchgate.bench.outage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The cable from one process to the database. While it is silent its connections stay open, and what is sent is lost. */
final class Cable implements AutoCloseable {

    private static final int BACKLOG = 100;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final int serverPort;
    private final ServerSocket listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    Cable(int serverPort) throws IOException {
        this.serverPort = serverPort;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Loses all that is sent, over new connections too, or carries what is sent over new connections again. */
    void silence(boolean on) {
        silent = on;
        links.forEach(link -> link.silent |= on);
    }

    /** Loses from now on what is sent over the connection that carried the most since the last call. */
    void silenceTheBusiest() {
        Link busiest = null;
        long most = -1;
        for (Link link : links) {
            long carried = link.carried.getAndSet(0);
            if (carried > most && !link.silent) {
                most = carried;
                busiest = link;
            }
        }
        if (busiest != null) {
            busiest.silent = true;
        }
    }

    /** Loses from now on what is sent over the connections that exist; new ones work. */
    void silenceConnections() {
        links.forEach(link -> link.silent = true);
    }

    /** Forgets what connections carried before. */
    void countAnew() {
        links.forEach(link -> link.carried.set(0));
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort), silent);
                links.add(link);
                Thread.ofVirtual().start(() -> link.carry(client, link.server));
                Thread.ofVirtual().start(() -> link.carry(link.server, client));
            } catch (IOException e) {
                // Closed, or the server refuses: the client meets that as it would without the cable.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private static final class Link {

        private final Socket client;
        private final Socket server;
        private final AtomicLong carried = new AtomicLong();
        private volatile boolean silent;

        Link(Socket client, Socket server, boolean silent) throws IOException {
            this.client = client;
            this.server = server;
            this.silent = silent;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void carry(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER_BYTES];
            try (client;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!silent) {
                        out.write(buffer, 0, read);
                        carried.addAndGet(read);
                    }
                }
                if (!silent) {
                    server.close();
                }
            } catch (IOException e) {
                // One end is gone; the server of a silent connection is never told.
            }
        }
    }
}
