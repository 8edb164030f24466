package io.punchgate.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A cable to a server on this machine that can fall silent: the connections stay open, and what is sent over them is lost,
 * as where a host vanishes or a firewall forgets. Connections made later work.
 */
public final class SilentCable implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final int serverPort;
    private final ServerSocket listening;
    private final List<Link> links = new CopyOnWriteArrayList<>();

    public SilentCable(int serverPort) {
        this.serverPort = serverPort;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Loses from now on what is sent over the connections that exist, both ways. */
    public void fallSilent() {
        loseAnswers();
        links.forEach(link -> link.losesQuestions = true);
    }

    /** Loses from now on what the server says over the connections that exist. */
    public void loseAnswers() {
        links.forEach(link -> link.losesAnswers = true);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
                links.add(link);
                Thread.ofVirtual().start(link::carryQuestions);
                Thread.ofVirtual().start(link::carryAnswers);
            } catch (IOException e) {
                return; // it is closed, or the server is gone
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Link link : links) {
                link.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean losesQuestions;
        private volatile boolean losesAnswers;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void carryQuestions() {
            carry(client, server, true);
        }

        void carryAnswers() {
            carry(server, client, false);
        }

        private void carry(Socket from, Socket to, boolean questions) {
            byte[] buffer = new byte[BUFFER_BYTES];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!(questions ? losesQuestions : losesAnswers)) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                // One end is gone, and so is the other then.
            }
        }

        void close() throws IOException {
            client.close();
            server.close();
        }
    }
}
