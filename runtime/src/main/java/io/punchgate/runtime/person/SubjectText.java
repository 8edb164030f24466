package io.punchgate.runtime.person;

import java.util.UUID;

/**
 * A text that may name persons, and has a key of its own.
 *
 * @param person the id of the key
 * @param text the text: of an event a JSON object of its sealed components
 */
public record SubjectText(UUID person, String text) {}
