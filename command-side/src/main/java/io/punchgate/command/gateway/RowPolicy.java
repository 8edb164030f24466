package io.punchgate.command.gateway;

/**
 * The way in which a dialect wants the rows of one message stored.
 *
 * @param portion rows that are handed on before the first of them is waited for, so that one device never fills the queue
 *     that all share
 * @param withoutSubscription what becomes of punches of a device without an active subscription
 * @param unreadableKeptEach unreadable rows that are kept as a record each
 * @param furtherUnreadable how those beyond that are kept
 */
public record RowPolicy(
        int portion, WithoutSubscription withoutSubscription, int unreadableKeptEach, Further furtherUnreadable) {

    /** For messages of few rows, whose dialect can refuse the device. */
    public static final RowPolicy REFUSING =
            new RowPolicy(500, WithoutSubscription.REFUSE, Integer.MAX_VALUE, Further.JOINED);

    /** The fate of punches of a device without an active subscription. */
    public enum WithoutSubscription {
        /** Nothing is kept, and the device is told: it keeps its log. */
        REFUSE,
        /** They are kept as rejected records, for the dialect has no way to tell the device. */
        KEEP_AS_REJECTED
    }

    /** The way in which unreadable rows are kept that are too many to keep each by itself. */
    public enum Further {
        /** Their texts together, as many as fit into a record. */
        JOINED,
        /** The first of them, and their number. */
        COUNTED
    }
}
