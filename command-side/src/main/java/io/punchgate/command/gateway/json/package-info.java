/**
 * The Attendance API's JSON, whichever transport carries it: strict parsing, the keys of a punch, calls and their answers. Shared by
 * {@code http}, {@code tcp} and {@code mqtt}.
 *
 * <p>It never knows a socket, a header or a topic.
 */
@NullMarked
package io.punchgate.command.gateway.json;

import org.jspecify.annotations.NullMarked;
