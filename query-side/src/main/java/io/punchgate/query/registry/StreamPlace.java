package io.punchgate.query.registry;

import jakarta.persistence.Embeddable;

/**
 * An event's place in its device's stream.
 *
 * @param sequence from 0
 */
@Embeddable
record StreamPlace(String sn, long sequence) {}
