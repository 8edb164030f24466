package io.punchgate.command.delivery.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that keeps its connections, and answers each request in bytes as it likes. */
final class KeptServer implements AutoCloseable {

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    /** The reaction to a request, by its text. */
    @FunctionalInterface
    interface Behaviour {
        void answer(Socket socket, String request) throws IOException;
    }

    /** The reaction to a request, by its number from 0. */
    @FunctionalInterface
    interface ByNumber {
        void answer(Socket socket, int number) throws IOException;
    }

    static KeptServer byText(Behaviour behaviour) {
        return new KeptServer((socket, request, number) -> behaviour.answer(socket, request));
    }

    static KeptServer byNumber(ByNumber behaviour) {
        return new KeptServer((socket, request, number) -> behaviour.answer(socket, number));
    }

    private interface Reaction {
        void answer(Socket socket, String request, int number) throws IOException;
    }

    private KeptServer(Reaction reaction) {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(() -> accept(reaction));
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    int requests() {
        return requests.get();
    }

    private void accept(Reaction reaction) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(socket, reaction));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, Reaction reaction) {
        try {
            while (!socket.isClosed()) {
                String request = RawServer.read(socket.getInputStream());
                reaction.answer(socket, request, requests.getAndIncrement());
            }
        } catch (IOException | RuntimeException ended) {
            // The client gave the connection up, or this test closed it.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
