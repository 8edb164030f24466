package io.punchgate.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.bench.customer.ReceivedPunch;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();

    @Test
    void givenAPunchTwiceUnderOneId_whenCounted_thenItIsDoubledAndOtherwiseWell() {
        receive("a", "u0");
        receive("a", "u0");
        receive("b", "u1");

        assertThat(arrivals.doubled()).isEqualTo(1);
        assertThat(arrivals.underOtherIds()).isZero();
        assertThat(arrivals.missing("d", 2)).isZero();
    }

    @Test
    void givenAPunchUnderTwoIds_whenCounted_thenItIsToldApart() {
        receive("a", "u0");
        receive("b", "u0");

        assertThat(arrivals.doubled()).isEqualTo(1);
        assertThat(arrivals.underOtherIds()).isEqualTo(1);
    }

    @Test
    void givenAPunchThatDidNotCome_whenCounted_thenItIsMissing() {
        receive("a", "u0");

        assertThat(arrivals.missing("d", 2)).isEqualTo(1);
        assertThat(arrivals.missing("other", 1)).isEqualTo(1);
    }

    private void receive(String operationId, String user) {
        arrivals.received(new ReceivedPunch(operationId, "d", user, 0));
    }
}
