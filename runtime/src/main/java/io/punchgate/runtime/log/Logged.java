package io.punchgate.runtime.log;

/** An event and its position in the log, from 1. */
public record Logged(long position, StoredEvent event) {}
