/**
 * The Attendance API's JSON, whichever transport carries it: its codes, the keys of a punch, calls and their answers.
 * {@code http}, {@code tcp} and {@code mqtt} share it; every dialect that speaks JSON uses its strict parser.
 *
 * <p>It must never know a socket, a header or a topic.
 */
@NullMarked
package io.punchgate.command.gateway.json;

import org.jspecify.annotations.NullMarked;
