package io.punchgate.command.gateway.aiface;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.gateway.GatewayContract;
import java.time.Duration;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/** A record that is not stored gets no answer: the terminal sends it again. */
class AiFaceGatewayTest extends GatewayContract {

    private static final String LOG =
            "{\"cmd\":\"sendlog\",\"sn\":\"" + SN + "\",\"count\":1,\"logindex\":0,\"record\":["
                    + "{\"enrollid\":%s,\"time\":\"2026-06-21 09:30:00\",\"mode\":8,\"inout\":0,\"event\":0}]}";
    private static final Duration SILENCE = Duration.ofMillis(700);

    @Override
    protected Gateway start(CommandGateway commands) {
        return new OverWebSocket(new TerminalServer(commands, Duration.ofMinutes(1)));
    }

    private static final class OverWebSocket implements Gateway {

        private final TerminalServer server;
        private Terminal terminal;

        OverWebSocket(TerminalServer server) {
            this.server = server;
            this.terminal = server.connect();
        }

        @Override
        public Answer punch(String userId) {
            return answer(LOG.formatted(userId));
        }

        @Override
        public Answer broken() {
            return answer("{\"cmd\":\"sendlog\",\"record\":[");
        }

        @Override
        public Answer oversized() {
            terminal.say(" ".repeat(TerminalConnections.MESSAGE_BYTES_MAX) + LOG.formatted("1"), true);
            assertThat(terminal.hear()).isEqualTo(Terminal.CLOSED + "1009");
            reconnect();
            return Answer.REFUSED;
        }

        @Override
        public void halfOfPunch(String userId) {
            terminal.say(LOG.formatted(userId).substring(0, 40), false);
            assertThat(terminal.hear()).startsWith(Terminal.CLOSED);
            reconnect();
        }

        private Answer answer(String message) {
            terminal.say(message);
            @Nullable String heard = terminal.hear(SILENCE);
            while (heard != null && heard.contains("getnewlog")) {
                heard = terminal.hear(SILENCE);
            }
            if (heard == null) {
                return Answer.UNAVAILABLE;
            }
            return heard.startsWith("{\"ret\":\"sendlog\",\"result\":true") ? Answer.ACKNOWLEDGED : Answer.REFUSED;
        }

        private void reconnect() {
            terminal.close();
            terminal = server.connect();
        }

        @Override
        public void close() {
            terminal.close();
            server.close();
        }
    }
}
