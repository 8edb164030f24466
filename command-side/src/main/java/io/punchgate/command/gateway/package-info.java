/**
 * The way in: all that every dialect shares between its bytes and the device's aggregate. {@code ReportInbox} is the
 * only door, {@code RowStore} stores the rows of a message, {@code AuthenticationFailures} delays the answer to a
 * failed login.
 *
 * <p>Each dialect is a package below, which knows this one and no other dialect; {@code broker}, {@code json},
 * {@code servlet} and {@code socket} are shared by several. Nothing here may decide about devices, or know a dialect.
 */
@NullMarked
package io.punchgate.command.gateway;

import org.jspecify.annotations.NullMarked;
