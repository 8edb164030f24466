/**
 * The way in: what every transport shares between its bytes and the device's aggregate. It decides nothing about devices.
 */
@NullMarked
package io.punchgate.command.gateway;

import org.jspecify.annotations.NullMarked;
