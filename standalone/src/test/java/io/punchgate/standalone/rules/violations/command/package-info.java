/** Breaks the rules between the sides. */
@NullMarked
package io.punchgate.standalone.rules.violations.command;

import org.jspecify.annotations.NullMarked;
