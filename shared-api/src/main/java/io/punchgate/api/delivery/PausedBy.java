package io.punchgate.api.delivery;

/** Tells who paused a callback, which decides who may reopen it. */
public enum PausedBy {
    /** Only an operator reopens it. */
    OPERATOR,
    /** The callback itself, by answering 410: the next acknowledged attempt or a newly set callback reopens it. */
    CALLBACK
}
