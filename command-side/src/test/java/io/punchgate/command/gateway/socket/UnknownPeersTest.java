package io.punchgate.command.gateway.socket;

import static io.punchgate.command.gateway.socket.UnknownPeers.LARGE_BYTES_MAX;
import static io.punchgate.command.gateway.socket.UnknownPeers.PER_ADDRESS_MAX;
import static io.punchgate.command.gateway.socket.UnknownPeers.SMALL_BYTES_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnknownPeersTest {

    private static final int MIB = 1024 * 1024;

    private final UnknownPeers peers = new UnknownPeers();

    @Test
    void givenAnAddressWithManyUnknownConnections_whenOneMoreComes_thenRefusedUntilOneIsKnownOrGone() {
        List<EmbeddedChannel> connections = new ArrayList<>();
        for (int n = 0; n < PER_ADDRESS_MAX; n++) {
            connections.add(connect());
        }
        assertThat(peers.admits(new EmbeddedChannel())).isFalse();

        UnknownPeers.known(connections.getFirst());
        assertThat(peers.admits(new EmbeddedChannel())).isTrue();
        assertThat(peers.admits(new EmbeddedChannel())).isFalse();

        assertThat(connections.getLast().close().isSuccess()).isTrue();
        assertThat(peers.admits(new EmbeddedChannel())).isTrue();
    }

    @Test
    void givenManyUnknownConnectionsThatSendMuch_whenTheRoomIsFull_thenClosedButSmallMessagesAndDevicesGoOn() {
        EmbeddedChannel device = connect();
        UnknownPeers.known(device);
        List<EmbeddedChannel> flood = new ArrayList<>();
        for (int n = 0; n < 2 * LARGE_BYTES_MAX / MIB; n++) {
            EmbeddedChannel connection = connect();
            send(connection, MIB);
            flood.add(connection);
        }

        assertThat(flood.getLast().isOpen()).isFalse();
        EmbeddedChannel small = connect();
        send(small, SMALL_BYTES_MAX);
        assertThat(small.isOpen()).isTrue();
        send(device, MIB);
        assertThat(device.isOpen()).isTrue();

        assertThat(flood).allMatch(each -> each.close().isSuccess());
        EmbeddedChannel later = connect();
        send(later, MIB);
        assertThat(later.isOpen()).isTrue();
    }

    @Test
    void givenAnUnknownConnectionThatIsAnswered_whenItSendsOnAndOn_thenItTakesNobodysRoom() {
        EmbeddedChannel talker = connect();
        for (int n = 0; n < 2 * LARGE_BYTES_MAX / MIB; n++) {
            send(talker, MIB);
            UnknownPeers.answered(talker);
        }

        EmbeddedChannel terminal = connect();
        send(terminal, MIB);
        assertThat(talker.isOpen()).isTrue();
        assertThat(terminal.isOpen()).isTrue();
    }

    @Test
    void givenAMessageOfAnUnknownConnection_whenItDoesNotComeToItsEnd_thenClosed() {
        EmbeddedChannel trickling = connect();
        send(trickling, 1);
        trickling.advanceTimeBy(UnknownPeers.MESSAGE_SECONDS_MAX - 1L, TimeUnit.SECONDS);
        trickling.runScheduledPendingTasks();
        send(trickling, 1);
        assertThat(trickling.isOpen()).isTrue();

        trickling.advanceTimeBy(1, TimeUnit.SECONDS);
        trickling.runScheduledPendingTasks();

        assertThat(trickling.isOpen()).isFalse();
    }

    private EmbeddedChannel connect() {
        EmbeddedChannel connection = new EmbeddedChannel();
        assertThat(peers.admits(connection)).isTrue();
        return connection;
    }

    private static void send(EmbeddedChannel connection, int bytes) {
        connection.writeInbound(Unpooled.wrappedBuffer(new byte[bytes]));
    }
}
