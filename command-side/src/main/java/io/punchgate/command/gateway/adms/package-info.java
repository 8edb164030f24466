/**
 * The ZKTeco PUSH protocol (ADMS): rows of text in, {@code OK} out. It stands beside the other dialects, none of which it knows.
 *
 * <p>It knows bytes and acknowledgements. It must never know how a device is admitted or a punch decided.
 */
@NullMarked
package io.punchgate.command.gateway.adms;

import org.jspecify.annotations.NullMarked;
