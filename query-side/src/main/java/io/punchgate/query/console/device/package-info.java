/**
 * The pages of devices: when each was seen, what was refused of it and why, what it was told; for operators also its settings
 * and secrets.
 */
@NullMarked
package io.punchgate.query.console.device;

import org.jspecify.annotations.NullMarked;
