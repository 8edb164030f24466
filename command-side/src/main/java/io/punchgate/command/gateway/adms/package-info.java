/** The ZKTeco PUSH protocol (ADMS): rows of text in, {@code OK} out. It knows bytes and acknowledgements, not devices. */
@NullMarked
package io.punchgate.command.gateway.adms;

import org.jspecify.annotations.NullMarked;
