package io.punchgate.api.customer;

/** What an API key may do, within its own customer. */
public enum Role {
    /** Reads. */
    INTEGRATOR,
    /** Reads, redelivers, corrects and erases. */
    MANAGER,
    /** Reads, and audits. */
    AUDITOR
}
