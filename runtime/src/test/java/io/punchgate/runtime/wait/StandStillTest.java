package io.punchgate.runtime.wait;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.punchgate.runtime.BesideOthers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@BesideOthers
class StandStillTest {

    private final RuntimeException away = new IllegalStateException("the database is away");

    private final Logger log = (Logger) LoggerFactory.getLogger(StandStillTest.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final StandStill streams = new StandStill(log, "streams");

    @BeforeEach
    void listen() {
        told.start();
        log.addAppender(told);
    }

    @AfterEach
    void end() {
        log.detachAppender(told);
    }

    private List<String> told() {
        return told.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    @Test
    void givenSeveralThatTryInVain_whenTheyStandAndGoOn_thenTheirBeginningAndTheirEndAreToldOnce() {
        streams.goesOn("one");
        streams.stands("one", away);
        streams.stands("two", away);
        streams.stands("one", away);
        assertThat(streams.standing()).isEqualTo(2);
        streams.goesOn("one");
        streams.goesOn("one");
        assertThat(told()).containsExactly("WARN streams stand still: " + away);

        streams.goesOn("two");
        assertThat(streams.standing()).isZero();
        streams.stands("three", away);

        assertThat(told())
                .containsExactly(
                        "WARN streams stand still: " + away, "INFO streams go on", "WARN streams stand still: " + away);
    }
}
