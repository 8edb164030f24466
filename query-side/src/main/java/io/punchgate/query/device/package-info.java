/**
 * Devices as operators read them: settings, instructions for terminals, rejected records.
 *
 * <p>It stands beside {@code customer}; presence is another feature's. It changes nothing and knows no secret.
 */
@NullMarked
package io.punchgate.query.device;

import org.jspecify.annotations.NullMarked;
