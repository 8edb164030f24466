package io.punchgate.command.device;

/** The identities of all punches that were ever stored. */
public interface PunchLedger {

    /**
     * Enters a punch, together with the events of the same transaction.
     *
     * @return false if it is known: stored before, or entered earlier in the same transaction
     */
    boolean add(PunchIdentity identity);
}
