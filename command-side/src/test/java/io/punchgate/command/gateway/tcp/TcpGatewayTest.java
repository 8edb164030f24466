package io.punchgate.command.gateway.tcp;

import static io.punchgate.command.gateway.tcp.TcpServer.TIMEOUTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.gateway.GatewayContract;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

class TcpGatewayTest extends GatewayContract {

    @Override
    protected Gateway start(CommandGateway commands) {
        return new OverTcp(new TcpServer(commands, new TcpSettings(0, 100, null, null), TIMEOUTS));
    }

    /** Every call over the one connection of the device, as long as it lives. */
    private static final class OverTcp implements Gateway {

        private final TcpServer server;
        private DeviceSocket device;

        OverTcp(TcpServer server) {
            this.server = server;
            this.device = server.enter();
        }

        @Override
        public Answer punch(String userId) {
            return answer(device.ask(TcpServer.punch("1", userId)));
        }

        @Override
        public Answer broken() {
            return answer(device.ask("{\"op\":\"punch\",\"user_id\":"));
        }

        @Override
        public Answer oversized() {
            Answer answer = answer(device.ask(" ".repeat(256 * 1024) + TcpServer.punch("1", "1")));
            reconnect(device.read());
            return answer;
        }

        @Override
        public void halfOfPunch(String userId) {
            String line = TcpServer.punch("1", userId);
            device.write(line.substring(0, line.length() / 2));
            reconnect(device.read());
        }

        private void reconnect(@Nullable String endOfConnection) {
            assertThat(endOfConnection).isNull();
            device.close();
            device = server.enter();
        }

        private static Answer answer(String line) {
            if (line.contains("\"ok\":true")) {
                return Answer.ACKNOWLEDGED;
            }
            assertThat(line).contains("\"ok\":false");
            return line.contains("\"unavailable\"") ? Answer.UNAVAILABLE : Answer.REFUSED;
        }

        @Override
        public void close() {
            device.close();
            server.close();
        }
    }
}
