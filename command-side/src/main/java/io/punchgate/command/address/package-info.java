/** Blocks of IP addresses: who may report from where, and what callbacks may reach. It knows no feature. */
@NullMarked
package io.punchgate.command.address;

import org.jspecify.annotations.NullMarked;
