/** Blocks of IP addresses, for the networks that devices may report from and the addresses that callbacks may reach. It knows no
 * feature and asks no name server. */
@NullMarked
package io.punchgate.command.address;

import org.jspecify.annotations.NullMarked;
