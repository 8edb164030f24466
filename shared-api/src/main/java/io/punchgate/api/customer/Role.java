package io.punchgate.api.customer;

/** The rights of an API key, within its own customer. */
public enum Role {
    /** Reads. */
    INTEGRATOR,
    /** Reads, redelivers, corrects and erases. */
    MANAGER,
    /** Reads, and audits. */
    AUDITOR
}
