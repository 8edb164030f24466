package io.punchgate.bench.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A JSON object a line. Punches are sent without waiting; commands that come in between are carried out at once. */
final class TcpLine implements DeviceLine {

    private static final Outcome STORED = new Outcome.Stored(false);

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;
    private long lastId;

    private TcpLine(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        this.out = socket.getOutputStream();
    }

    static DeviceLine open(Socket socket, DeviceIdentity device) throws IOException {
        try {
            TcpLine line = new TcpLine(socket);
            line.send("{\"op\":\"auth\",\"sn\":\"%s\",\"token\":\"%s\"}\n".formatted(device.sn(), device.token()));
            JsonNode answer = read(line.readAnswer());
            if (!answer.path("ok").asBoolean(false)) {
                throw new IOException("the login of " + device.sn() + " was answered " + answer);
            }
            return line;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public List<Outcome> report(List<Punch> punches) throws IOException {
        long firstId = lastId + 1;
        StringBuilder lines = new StringBuilder();
        for (Punch punch : punches) {
            lines.append("{\"op\":\"punch\",\"id\":")
                    .append(++lastId)
                    .append(',')
                    .append(punch.json())
                    .append("}\n");
        }
        send(lines.toString());
        List<Outcome> outcomes = new ArrayList<>(punches.size());
        for (long id = firstId; id <= lastId; id++) {
            outcomes.add(outcome(id, readAnswer()));
        }
        return outcomes;
    }

    private static Outcome outcome(long id, String answer) throws IOException {
        String name = "{\"id\":" + id + ",";
        if (!answer.startsWith(name)) {
            throw new IOException("not the answer to " + id + ": " + answer);
        }
        return answer.length() == name.length() + 10 && answer.endsWith("\"ok\":true}")
                ? STORED
                : Answers.outcome(read(answer));
    }

    @Override
    public void heartbeat() throws IOException {
        send("{\"op\":\"heartbeat\"}\n");
        readAnswer();
    }

    private String readAnswer() throws IOException {
        while (true) {
            @Nullable String line = in.readLine();
            if (line == null) {
                throw new EOFException("the gateway closed the connection");
            }
            if (!line.startsWith("{\"op\":\"cmd\"")) {
                return line;
            }
            send("{\"op\":\"result\",\"id\":\"%s\",\"ok\":true,\"result\":\"simulated\"}\n"
                    .formatted(read(line).path("id").asString("")));
        }
    }

    private void send(String lines) throws IOException {
        out.write(lines.getBytes(UTF_8));
        out.flush();
    }

    private static JsonNode read(String line) throws IOException {
        try {
            return Answers.MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new IOException("not JSON: " + line, e);
        }
    }

    @Override
    public void close() {
        Sockets.cut(socket);
    }
}
