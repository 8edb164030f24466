package io.punchgate.api.customer;

/** The rule by which a customer's punches pair into intervals of work. */
public enum Pairing {
    /** By punch type; a null type alternates. */
    BY_TYPE,
    /** In and out take turns, whatever the type. */
    ALTERNATING
}
