package io.punchgate.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.punchgate.bench.load.Latencies;
import io.punchgate.bench.load.Measured;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void givenThreeRounds_whenAsked_thenTheMedianCounts() {
        assertThat(rates(900, 100, 300).perSecond()).isEqualTo(300);
    }

    @Test
    void givenAMachineThatBecomesSlower_whenCompared_thenEachRoundIsComparedWithItsNeighbour() {
        Samples base = rates(1_000, 500, 100);
        Samples other = rates(2_000, 1_000, 210);

        assertThat(other.ratioTo(base)).isEqualTo(2);
        assertThat(rates(1_500, 1_000, 210).ratioTo(base)).isCloseTo(2, within(1e-9));
    }

    @Test
    void givenAnError_whenAsked_thenThereIsNoFigure() {
        Samples wrong = rates(100);
        wrong.add(new Measured(100, new Latencies(), 1));

        assertThat(wrong.perSecond()).isNaN();
        assertThat(wrong.ratioTo(rates(100, 100))).isNaN();
        assertThat(rates(100, 100).ratioTo(wrong)).isNaN();
        assertThat(wrong.text("%.0f", wrong.perSecond())).isEqualTo("invalid: 1 errors");
    }

    private static Samples rates(double... perSecond) {
        Samples samples = new Samples();
        for (double each : perSecond) {
            samples.add(new Measured(each, new Latencies(), 0));
        }
        return samples;
    }
}
