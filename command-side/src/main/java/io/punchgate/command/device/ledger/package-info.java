/**
 * The identities of all stored punches, as a table whose key refuses a second one. Stands behind the port
 * {@code PunchLedger} of the device.
 *
 * <p>It never decides what makes two punches the same.
 */
@NullMarked
package io.punchgate.command.device.ledger;

import org.jspecify.annotations.NullMarked;
