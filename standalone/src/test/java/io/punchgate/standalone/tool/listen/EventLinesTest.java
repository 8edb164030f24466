package io.punchgate.standalone.tool.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@BesideOthers
class EventLinesTest {

    @Test
    void givenBlocks_whenRead_thenTheyAreEventsAsTheStandardTells() {
        assertThat(events("""
                \uFEFFid: 1
                event: punch
                data: {"a":1,
                data:  "b":2}
                retry: 10

                : a comment

                data
                data:x

                event: forgotten

                id

                data: y

                data: without an end
                """))
                .containsExactly(
                        new ServerSentEvent("1", "punch", "{\"a\":1,\n \"b\":2}"),
                        new ServerSentEvent("1", "message", "\nx"),
                        new ServerSentEvent("", "message", ""),
                        new ServerSentEvent("", "message", "y"));
    }

    private static List<ServerSentEvent> events(String text) {
        EventLines lines = new EventLines();
        return text.lines().map(lines::accept).flatMap(Optional::stream).toList();
    }
}
