/**
 * Tells those who are known from strangers, before a report costs anything: serial numbers that belong to no device, callers
 * that were admitted lately, and the bodies that they may send at a time.
 *
 * <p>It never decides whether a caller is a device: the device's aggregate does. It knows no dialect.
 */
@NullMarked
package io.punchgate.command.gateway.admission;

import org.jspecify.annotations.NullMarked;
