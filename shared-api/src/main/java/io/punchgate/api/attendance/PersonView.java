package io.punchgate.api.attendance;

import java.time.Instant;

/** A person who is in since then, by the device of that serial number. */
public record PersonView(String userId, Instant since, String sn) {}
