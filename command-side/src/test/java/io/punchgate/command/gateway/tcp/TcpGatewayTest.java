package io.punchgate.command.gateway.tcp;

import static io.punchgate.command.gateway.tcp.Gate.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.gateway.GatewayContract;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

class TcpGatewayTest extends GatewayContract {

    @Override
    protected Gateway start(CommandGateway commands) {
        return new OverTcp(new Gate(commands, new TcpSettings(0, 100, null, null), PATIENCE));
    }

    /** Every call over the one connection of the device, as long as it lives. */
    private static final class OverTcp implements Gateway {

        private final Gate gate;
        private DeviceSocket device;

        OverTcp(Gate gate) {
            this.gate = gate;
            this.device = gate.enter();
        }

        @Override
        public Answer punch(String userId) {
            return answer(device.ask(Gate.punch("1", userId)));
        }

        @Override
        public Answer broken() {
            return answer(device.ask("{\"op\":\"punch\",\"user_id\":"));
        }

        @Override
        public Answer oversized() {
            Answer answer = answer(device.ask(" ".repeat(256 * 1024) + Gate.punch("1", "1")));
            reconnect(device.read());
            return answer;
        }

        @Override
        public void halfOfPunch(String userId) {
            String line = Gate.punch("1", userId);
            device.write(line.substring(0, line.length() / 2));
            reconnect(device.read());
        }

        private void reconnect(@Nullable String endOfConnection) {
            assertThat(endOfConnection).isNull();
            device.close();
            device = gate.enter();
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
            gate.close();
        }
    }
}
