package io.punchgate.standalone.transports;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An AiFace terminal on its WebSocket. */
final class AiFaceWire implements Wire {

    private static final String LOG = "{\"cmd\":\"sendlog\",\"sn\":\"" + Installed.SN + "\",\"count\":1,\"logindex\":0,"
            + "\"record\":[{\"enrollid\":%s,\"time\":\"2026-06-21 09:30:00\",\"mode\":0,\"inout\":1,\"event\":0}]}";
    private static final int READ_WAIT_SECONDS = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    AiFaceWire(Installed at) {
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + at.aifacePort + "/pub/chat"), new Ear())
                .join();
        socket.sendText("{\"cmd\":\"reg\",\"sn\":\"" + Installed.SN + "\"}", true)
                .join();
        expect("{\"ret\":\"reg\",\"result\":true,\"cloudtime\"");
    }

    private final class Ear implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (data.toString().contains("\"ret\"")) {
                heard.add(data.toString());
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public String transport() {
        return "aiface";
    }

    @Override
    public void leave(String userId) {
        socket.sendText(LOG.replace("%s", userId), true).join();
        expect("{\"ret\":\"sendlog\",\"result\":true");
    }

    private void expect(String start) {
        try {
            String answer = String.valueOf(heard.poll(READ_WAIT_SECONDS, TimeUnit.SECONDS));
            if (!answer.startsWith(start)) {
                throw new AssertionError("not acknowledged: " + answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
