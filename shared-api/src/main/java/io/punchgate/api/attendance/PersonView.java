package io.punchgate.api.attendance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who is in since then, by the device of that serial number.
 *
 * @param userId null: the person was erased
 * @param erased whether the person was erased
 */
public record PersonView(@Nullable String userId, Instant since, String sn, boolean erased) {}
