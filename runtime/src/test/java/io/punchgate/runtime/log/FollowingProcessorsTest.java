package io.punchgate.runtime.log;

import static io.punchgate.runtime.log.FollowingProcessors.FAR_EVENTS;
import static io.punchgate.runtime.log.FollowingProcessors.NEAR_EVENTS;
import static io.punchgate.runtime.log.FollowingProcessors.SKIPPED_EVENTS_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.log.FollowingProcessors.Follower;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowingProcessorsTest {

    private final FollowingProcessors followers = new FollowingProcessors();

    @Test
    void givenOneThatIsNotNear_whenItComesNearer_thenItIsLateNoMore() {
        Follower follower = followers.add(0);
        appendUpTo(NEAR_EVENTS + 1);
        assertThat(followers.isAnyLate()).isTrue();

        follower.reached(1);

        assertThat(followers.isAnyLate()).isFalse();
    }

    @Test
    void givenOneThatIsFarBehind_whenMoreIsAppended_thenItIsNotWaitedFor() {
        followers.add(0);
        appendUpTo(FAR_EVENTS + 1);

        assertThat(followers.isAnyLate()).isFalse();
    }

    @Test
    void givenOneThatIsLate_whenItIsClosed_thenItIsNotWaitedFor() {
        Follower gone = followers.add(0);
        appendUpTo(NEAR_EVENTS + 1);

        gone.close();

        assertThat(followers.isAnyLate()).isFalse();
    }

    @Test
    void givenOneThatSkipsWhatIsAppended_whenMoreIsAppended_thenItIsWokenOnlyNowAndThen() {
        Follower follower = followers.add(0);
        follower.skip(ApiKeyRevoked.class);

        appendUpTo(SKIPPED_EVENTS_MAX);
        assertThat(follower.signal().told().ownAppends()).isZero();

        appendUpTo(SKIPPED_EVENTS_MAX + 1);
        assertThat(follower.signal().told().ownAppends()).isOne();
    }

    private void appendUpTo(long position) {
        StoredEvent event = new StoredEvent(
                "id", "customer/acme", position, Instant.EPOCH, new ApiKeyRevoked("acme", "key", Instant.EPOCH));
        followers.appended(List.of(new Logged(position, event)));
    }
}
