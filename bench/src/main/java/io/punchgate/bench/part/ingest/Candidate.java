package io.punchgate.bench.part.ingest;

import io.punchgate.bench.load.Target;

/**
 * One of those that are compared.
 *
 * @param all takes punches of all devices
 * @param hot takes punches of one device
 * @param connectionsMax more are not opened
 * @param aftermath what is still to be done after a round
 */
record Candidate(String name, Target all, Target hot, int connectionsMax, Aftermath aftermath) {

    static Candidate of(String name, Target all, Target hot) {
        return new Candidate(name, all, hot, Integer.MAX_VALUE, Aftermath.NONE);
    }

    /** Its short name. */
    String letter() {
        return name.substring(0, 1);
    }

    Candidate atMost(int connections) {
        return new Candidate(name, all, hot, connections, aftermath);
    }

    Candidate followedBy(Aftermath work) {
        return new Candidate(name, all, hot, connectionsMax, work);
    }

    int workers(int connections) {
        return Math.min(connections, connectionsMax);
    }

    /** The work that a candidate goes on with after the last answer of a round: it is awaited, so that nobody else pays for it. */
    interface Aftermath {

        Aftermath NONE = new Aftermath() {
            @Override
            public void begin() {}

            @Override
            public void answered(long user) {}

            @Override
            public long awaitEnd() {
                return 0;
            }

            @Override
            public String told() {
                return "";
            }
        };

        /** A round begins. */
        void begin();

        /** A punch was answered as stored. */
        void answered(long user);

        /** Waits for the end; how much went wrong. */
        long awaitEnd();

        /** A remark about it, or nothing. */
        String told();
    }
}
