/** Native TCP: lines of JSON in, lines of JSON out, in their order. It knows sockets; what a report means it does not know. */
@NullMarked
package io.punchgate.command.gateway.tcp;

import org.jspecify.annotations.NullMarked;
