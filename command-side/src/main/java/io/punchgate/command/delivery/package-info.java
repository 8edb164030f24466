/**
 * Pushes every punch to its customer's server: at least once, in the order of its device, and no more after an
 * acknowledgement was read. One package a subject, each standing on those named after it:
 *
 * <ul>
 *   <li>{@code line}: one line of punches a device, and the processor that follows the log; stands on all others
 *   <li>{@code redelivery}: finds punches that an operator or a manager wants pushed again; on {@code store}, {@code claim}
 *   <li>{@code gate}: how many requests of a callback may be under way; on {@code saga}, {@code store}, {@code claim}
 *   <li>{@code saga}: the retries of a punch whose first attempt failed; on {@code callback}, {@code claim}
 *   <li>{@code client}: one webhook request and its answer; on {@code store}
 *   <li>{@code store}: the push's own tables
 *   <li>{@code claim}: which process pushes
 *   <li>{@code callback}: the aggregate that decides what an outcome means
 * </ul>
 *
 * This package only wires them. None of them knows a transport or a read model; devices and customers are known by their events.
 */
@NullMarked
package io.punchgate.command.delivery;

import org.jspecify.annotations.NullMarked;
