/**
 * Pushes every punch to its customer's server: at least once, in the order of its device, and no more once an
 * acknowledgement is read. Each package has one subject, and uses only packages that this list names after it:
 *
 * <ul>
 *   <li>{@code line}: one line of punches a device, and the processor that follows the log; uses {@code batch},
 *       {@code outbox}, {@code gate}, {@code saga}, {@code webhook}, {@code store}, {@code claim}
 *   <li>{@code batch}: the next punches of many lines in one request; uses {@code outbox}, {@code gate}, {@code webhook},
 *       {@code store}
 *   <li>{@code outbox}: outcomes that are not stored yet, and what waits, of each callback; uses {@code gate}, {@code saga},
 *       {@code webhook}, {@code claim}
 *   <li>{@code redelivery}: punches that an operator or a manager wants pushed again; uses {@code store}, {@code claim},
 *       {@code callback}
 *   <li>{@code gate}: the limits on requests to a callback; uses {@code saga}, {@code store}, {@code claim}
 *   <li>{@code saga}: the retries of a punch; uses {@code claim}, {@code callback}
 *   <li>{@code webhook}: one request and its answer; uses {@code store}, {@code claim}
 *   <li>{@code store}: the push's own tables; uses none
 *   <li>{@code claim}: the one process that pushes; uses none
 *   <li>{@code callback}: the aggregate that decides what an outcome means; uses none
 * </ul>
 *
 * This package only wires them. None of them knows a transport or a read model; events tell them of devices and customers.
 */
@NullMarked
package io.punchgate.command.delivery;

import org.jspecify.annotations.NullMarked;
