package io.punchgate.bench.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private final Receipts receipts = new Receipts(1_000, 3, 2, 2);

    @Test
    void givenEachPunchOnceAndInOrder_whenChecked_thenThereIsNoError() {
        answerAll();
        receive("push-0", "000000001000", 1);
        receive("push-1", "000000001001", 2);
        receive("push-0", "000000001002", 3);

        assertThat(receipts.errors()).isZero();
        assertThat(receipts.lastReceivedAt()).isEqualTo(3);
        assertThat(receipts.latencies().count()).isEqualTo(3);
    }

    @Test
    void givenAPunchThatIsMissing_whenChecked_thenItIsAnError() {
        answerAll();
        receive("push-0", "1000", 1);
        receive("push-0", "1002", 2);

        assertThat(receipts.errors()).isEqualTo(1);
    }

    @Test
    void givenARepeat_whenChecked_thenItIsAnError() {
        answerAll();
        receive("push-0", "1000", 1);
        receive("push-1", "1001", 2);
        receive("push-0", "1002", 3);
        receive("push-1", "1001", 4);

        assertThat(receipts.errors()).isEqualTo(1);
    }

    @Test
    void givenTwoPunchesOfADeviceSwapped_whenChecked_thenItIsAnError() {
        answerAll();
        receive("push-0", "1002", 1);
        receive("push-0", "1000", 2);
        receive("push-1", "1001", 3);

        assertThat(receipts.errors()).isEqualTo(1);
    }

    @Test
    void givenAPushOfAnEarlierRoundOrNone_whenChecked_thenItIsAnError() {
        receive("push-0", "999", 1);
        receive("", "", 2);

        assertThat(receipts.errors()).isEqualTo(2);
    }

    @Test
    void givenDevicesWhoseOrderIsNotKnown_whenTwoPunchesAreSwapped_thenThatIsNoError() {
        Receipts unordered = new Receipts(1_000, 2, 2, 1);
        unordered.answered(1_000);
        unordered.answered(1_001);

        unordered.received(new ReceivedPunch("b", "push-1", "1001", 1));
        unordered.received(new ReceivedPunch("a", "push-1", "1000", 2));

        assertThat(unordered.errors()).isZero();
    }

    private void receive(String sn, String userId, long at) {
        receipts.received(new ReceivedPunch("operation", sn, userId, at));
    }

    private void answerAll() {
        for (long user = 1_000; user < 1_003; user++) {
            receipts.answered(user);
        }
    }
}
