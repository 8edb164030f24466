package io.punchgate.command.gateway.anviz;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.gateway.GatewayContract;
import java.time.Duration;
import java.util.Arrays;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/** The acknowledgement is that the records of a page are cleared; for what cannot be read the connection is closed. */
class AnvizGatewayTest extends GatewayContract {

    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(10);

    @Override
    protected Gateway start(CommandGateway commands) {
        return new OverAnviz(new AnvizServer(commands, Duration.ofSeconds(1)));
    }

    private static final class OverAnviz implements Gateway {

        private final AnvizServer server;
        private AnvizDevice device;

        OverAnviz(AnvizServer server) {
            this.server = server;
            this.device = connected();
        }

        private AnvizDevice connected() {
            return AnvizDevice.known(server.port(), SN);
        }

        @Override
        public Answer punch(String userId) {
            device.say(AnvizDevice.page(AnvizDevice.record(Long.parseLong(userId), 1, 0x80)));
            @Nullable AnvizFrame heard = device.hear(ANSWER_WAIT_MAX);
            if (AnvizFrame.fetchNew(AnvizDevice.ID).equals(heard)) {
                return Answer.UNAVAILABLE;
            }
            assertThat(heard).isEqualTo(AnvizFrame.clearNew(AnvizDevice.ID, 1));
            device.say(AnvizDevice.cleared(AnvizFrame.DONE));
            device.expect(AnvizFrame.fetchNew(AnvizDevice.ID));
            return Answer.ACKNOWLEDGED;
        }

        @Override
        public Answer broken() {
            try (AnvizDevice now = device) {
                byte[] page = AnvizDevice.page(AnvizDevice.record(1, 1, 0)).bytes();
                page[12] ^= 1;
                now.write(page);
                assertThat(now.isClosedByServer()).isTrue();
                device = connected();
                return Answer.REFUSED;
            }
        }

        @Override
        public Answer oversized() {
            try (AnvizDevice now = device) {
                now.write(new AnvizFrame(AnvizDevice.ID, 0xC0, 0, new byte[AnvizFrameDecoder.DATA_BYTES_MAX + 1])
                        .bytes());
                assertThat(now.isClosedByServer()).isTrue();
                device = connected();
                return Answer.REFUSED;
            }
        }

        @Override
        public void halfOfPunch(String userId) {
            try (AnvizDevice now = device) {
                byte[] page = AnvizDevice.page(AnvizDevice.record(Long.parseLong(userId), 1, 0))
                        .bytes();
                now.write(Arrays.copyOf(page, page.length / 2));
                assertThat(now.isClosedByServer()).isTrue();
                device = connected();
            }
        }

        @Override
        public void close() {
            device.close();
            server.close();
        }
    }
}
