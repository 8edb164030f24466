package io.punchgate.runtime.log.partition;

/** The positions between which a full partition holds the events of a stream, from a sequence on. */
public record StreamRange(long firstPosition, long lastPosition) {}
