package io.punchgate.command.delivery.saga;

import io.punchgate.api.delivery.Verdict;

/**
 * The failed attempts of one punch.
 *
 * @param attempts all of them
 * @param rejected those that the callback rejected
 * @param unreachable those that did not reach it
 */
record Tally(int attempts, int rejected, int unreachable) {

    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Verdict verdict) {
        return switch (verdict) {
            case REJECTED -> new Tally(attempts + 1, rejected + 1, unreachable);
            case UNREACHABLE -> new Tally(attempts + 1, rejected, unreachable + 1);
            case GONE, UNSUITED -> new Tally(attempts + 1, rejected, unreachable);
        };
    }
}
