/**
 * Bounds what a caller may cost before anybody has asked who it is: the time of a request's headers and body, the connections
 * of an address, the memory of headers that do not end. It extends Tomcat's connector, whose own time-outs begin anew with
 * each byte.
 *
 * <p>It knows no path and no caller.
 */
@NullMarked
package io.punchgate.runtime.web.connection;

import org.jspecify.annotations.NullMarked;
