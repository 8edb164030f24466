/**
 * Hikvision's event push over HTTP: JSON, or JSON with pictures, in. It answers on the devices' own paths, beside ADMS.
 *
 * <p>It knows bytes and acknowledgements. It must never know how a device is admitted or a punch decided, nor another
 * dialect.
 */
@NullMarked
package io.punchgate.command.gateway.isapi;

import org.jspecify.annotations.NullMarked;
