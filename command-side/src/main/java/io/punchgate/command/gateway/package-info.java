/**
 * The way in. What every dialect shares between its bytes and the aggregate of the device: the {@code ReportInbox}, which is the only
 * door; rows of a message; failures and their answers.
 *
 * <p>Each dialect is a package below, which knows this one and none of the others; {@code json} and {@code socket} are shared by
 * several. Nothing here decides about devices or knows a dialect.
 */
@NullMarked
package io.punchgate.command.gateway;

import org.jspecify.annotations.NullMarked;
