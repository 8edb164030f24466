package io.punchgate.standalone.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.standalone.text.Texts.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A customer's server that has a text in its status line, in a header or in its body, in turn; asked without any left, it acknowledges. */
final class AnsweringServer implements AutoCloseable {

    private static final String ACKNOWLEDGED = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndone";

    private final ServerSocket server;
    private final Queue<byte[]> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    AnsweringServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/in";
    }

    /** The bodies that came. */
    List<String> requests() {
        return requests;
    }

    int left() {
        return answers.size();
    }

    /** Three answers with that text: as a reason, in a header, in a body. */
    void add(Text text) {
        byte[] body = text.value().getBytes(UTF_8);
        String end = "Connection: close\r\nContent-Length: ";
        answers.add(("HTTP/1.1 500 " + text.line() + "\r\n" + end + "0\r\n\r\n").getBytes(UTF_8));
        answers.add(("HTTP/1.1 400 X\r\nX-A: " + text.line() + "\r\nRetry-After: " + text.line()
                        + "\r\nContent-Type: text/" + text.line() + "\r\n" + end + "0\r\n\r\n")
                .getBytes(UTF_8));
        byte[] head = ("HTTP/1.1 400 X\r\nContent-Type: application/json\r\n" + end + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        answers.add(whole);
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException closed) {
            answers.clear();
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
            char[] body = new char[length];
            int read = 0;
            while (read < length) {
                int more = in.read(body, read, length - read);
                read = more < 0 ? length : read + more;
            }
            requests.add(new String(body));
            byte[] answer = answers.poll();
            OutputStream out = socket.getOutputStream();
            out.write(answer == null ? ACKNOWLEDGED.getBytes(ISO_8859_1) : answer);
            out.flush();
        } catch (IOException gone) {
            requests.add("");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
