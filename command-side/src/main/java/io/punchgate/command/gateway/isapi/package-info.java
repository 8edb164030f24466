/** Hikvision's event push over HTTP: JSON, or JSON with pictures, in. It knows bytes and acknowledgements, not devices. */
@NullMarked
package io.punchgate.command.gateway.isapi;

import org.jspecify.annotations.NullMarked;
