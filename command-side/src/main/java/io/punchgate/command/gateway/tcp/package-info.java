/**
 * Native TCP: lines of JSON in, lines of JSON out, in their order. It shares the calls of {@code json} with {@code http} and
 * {@code mqtt}.
 *
 * <p>It knows sockets. It must never know what a report means, nor another dialect.
 */
@NullMarked
package io.punchgate.command.gateway.tcp;

import org.jspecify.annotations.NullMarked;
