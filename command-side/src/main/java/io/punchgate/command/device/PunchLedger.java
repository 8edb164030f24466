package io.punchgate.command.device;

/** Which punches are stored already: of all time, not only the latest. */
public interface PunchLedger {

    /**
     * Enters a punch, together with the events of the same transaction.
     *
     * @return false if it is known: stored before, or entered earlier in the same transaction
     */
    boolean add(PunchIdentity identity);
}
