package io.punchgate.standalone.tool.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.command.delivery.webhook.DirectPush;
import io.punchgate.runtime.BesideOthers;
import io.punchgate.standalone.tool.TerminalText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@BesideOthers
class ForwardingTest {

    private static final Pattern USER = Pattern.compile("\"user_id\":\"(\\w+)\"");
    private static final List<Duration> DELAYS = List.of(Duration.ofMillis(1));

    @Test
    void givenABatchWithARejectedPunch_whenForwarded_thenItIsHalvedUntilThatOneIsAloneAndThenTriedAgain()
            throws Exception {
        List<String> progress = new ArrayList<>();
        TerminalText text = new TerminalText();
        try (DeveloperServer developer = new DeveloperServer();
                Forwarding forwarding = forwarding(developer, text, progress)) {
            for (int status : List.of(422, 200, 422, 422, 200, 200)) {
                developer.answerNext(status, "");
            }

            forwarding.forward(punches("a", "b", "c", "d"));

            assertThat(developer.bodies().stream().map(ForwardingTest::users))
                    .containsExactly("abcd", "ab", "cd", "c", "c", "d");
            assertThat(progress).containsExactly("b", "c", "d");
            assertThat(text.out().lines()).hasSize(4 + 2 + 2 + 1 + 1 + 1);
        }
    }

    @Test
    void givenABatch_whenItFailsOtherwise_thenAllOfItIsTriedAgain() throws Exception {
        try (DeveloperServer developer = new DeveloperServer();
                Forwarding forwarding = forwarding(developer, new TerminalText(), new ArrayList<>())) {
            developer.answerNext(500, "");

            forwarding.forward(punches("a", "b"));

            assertThat(developer.next().headers().getFirst("webhook-id"))
                    .isEqualTo(developer.next().headers().getFirst("webhook-id"));
            assertThat(developer.bodies().stream().map(ForwardingTest::users)).containsExactly("ab", "ab");
        }
    }

    @Test
    void givenEventsThatCame_whenAskedForThoseThatAreReady_thenTheyAreGivenAndTheEndIsKept() throws Exception {
        String body = ": hello\n\nid: 1\ndata: a\n\nid: 2\ndata: b\n\n: beat\n\nid: 3\ndata: c\n\n";
        EventStream events = EventStream.of(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));

        List<String> read = new ArrayList<>(List.of(events.next().data()));
        await().until(() -> {
            events.ready(1).forEach(event -> read.add(event.data()));
            return read.size() == 3;
        });
        assertThat(read).containsExactly("a", "b", "c");
        assertThatThrownBy(events::next).hasMessageContaining("ended the stream");
    }

    private static Forwarding forwarding(DeveloperServer developer, TerminalText text, List<String> progress) {
        return new Forwarding(
                new DirectPush.Target(developer.url(), CallbackFormat.CLOUDEVENTS_BATCH, null, ""),
                new Journal(text.terminal()),
                DELAYS,
                Clock.systemUTC(),
                punch -> progress.add(punch.punch().userId()));
    }

    private static List<StreamedPunch> punches(String... users) throws CannotGoOn {
        List<StreamedPunch> punches = new ArrayList<>();
        for (String user : users) {
            String json = PunchJson.of("punch-" + user, user);
            punches.add(
                    StreamedPunch.of(new ServerSentEvent(user, "punch", json)).orElseThrow());
        }
        return punches;
    }

    private static String users(String body) {
        return String.join(
                "",
                USER.matcher(body)
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .toList());
    }
}
