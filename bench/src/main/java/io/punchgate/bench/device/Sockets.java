package io.punchgate.bench.device;

import java.io.IOException;
import java.net.Socket;

/** Closing, where how it ends does not matter. */
final class Sockets {

    private Sockets() {}

    static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no further use either way.
        }
    }
}
