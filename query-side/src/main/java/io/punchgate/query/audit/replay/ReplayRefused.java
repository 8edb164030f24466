package io.punchgate.query.audit.replay;

/** The end of a replay that cannot be carried out as things are, with the reason for people. */
final class ReplayRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    ReplayRefused(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
