package io.punchgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.command.device.DevicesInMemory;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of every gateway, over a real socket, before the real aggregate. */
public abstract class GatewayContract {

    protected static final String SN = "SN7A2300583";
    protected static final String TOKEN = "token-1";

    /** Short, so that a transport which closes silent connections can be seen to. */
    private static final int OFFLINE_AFTER_SECONDS = 2;

    private final DevicesInMemory devices = new DevicesInMemory();

    @SuppressWarnings("NullAway.Init")
    private Gateway gateway;

    /** The calls that a device with {@link #SN} and {@link #TOKEN} can make. */
    public interface Gateway extends AutoCloseable {

        /** Sends a punch of that user, always of the same time. */
        Answer punch(String userId);

        /** Sends a frame that cannot be read. */
        Answer broken();

        /** Sends a frame that is longer than is read. */
        Answer oversized();

        /** Sends half of a punch of that user and waits until the gateway closes the connection. */
        void halfOfPunch(String userId);

        @Override
        void close();
    }

    /** The answer as the device understands it. */
    public enum Answer {
        ACKNOWLEDGED,
        /** Send it again. */
        UNAVAILABLE,
        /** Do not send this again. */
        REFUSED
    }

    /** Starts the gateway. */
    protected abstract Gateway start(CommandGateway commands);

    @BeforeEach
    void startGateway() {
        devices.register(SN, TOKEN, OFFLINE_AFTER_SECONDS, true);
        gateway = start(devices.commands());
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
        devices.close();
    }

    @Test
    void givenPunch_whenSent_thenAcknowledgedAndOneEvent() {
        assertThat(gateway.punch("1001")).isEqualTo(Answer.ACKNOWLEDGED);
        assertThat(recorded()).containsExactly("1001");
    }

    @Test
    void givenPunch_whenSentAgain_thenAcknowledgedAndNoFurtherEvent() {
        gateway.punch("1001");
        assertThat(gateway.punch("1001")).isEqualTo(Answer.ACKNOWLEDGED);
        assertThat(recorded()).containsExactly("1001");
    }

    @Test
    void givenStoreThatFails_whenSent_thenNotAcknowledgedAndWelcomeLater() {
        gateway.punch("1");
        devices.fail(true);
        assertThat(gateway.punch("1001")).isEqualTo(Answer.UNAVAILABLE);
        assertThat(recorded()).containsExactly("1");
        devices.fail(false);
        assertThat(gateway.punch("1001")).isEqualTo(Answer.ACKNOWLEDGED);
        assertThat(recorded()).containsExactly("1", "1001");
    }

    @Test
    void givenBrokenFrame_whenSent_thenRefusedAndOthersAreUnharmed() {
        assertThat(gateway.broken()).isEqualTo(Answer.REFUSED);
        assertThat(gateway.punch("1001")).isEqualTo(Answer.ACKNOWLEDGED);
        assertThat(recorded()).containsExactly("1001");
    }

    @Test
    void givenOversizedFrame_whenSent_thenRefusedAndOthersAreUnharmed() {
        assertThat(gateway.oversized()).isEqualTo(Answer.REFUSED);
        assertThat(gateway.punch("1001")).isEqualTo(Answer.ACKNOWLEDGED);
        assertThat(recorded()).containsExactly("1001");
    }

    @Test
    void givenHalfAFrame_whenNothingFollows_thenClosedAndNothingRecorded() {
        gateway.halfOfPunch("1001");
        assertThat(recorded()).isEmpty();
        assertThat(gateway.punch("1002")).isEqualTo(Answer.ACKNOWLEDGED);
    }

    private List<String> recorded() {
        return devices.events(Streams.device(SN)).stream()
                .filter(PunchRecorded.class::isInstance)
                .map(event -> ((PunchRecorded) event).userId())
                .toList();
    }
}
