/** A made-up dialect: it stands beside the real ones, and proves that a new one changes nothing outside its package. */
@NullMarked
package io.punchgate.command.gateway.doorlog;

import org.jspecify.annotations.NullMarked;
