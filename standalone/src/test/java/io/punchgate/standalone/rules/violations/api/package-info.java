/** Breaks the rules for what may be said. */
@NullMarked
package io.punchgate.standalone.rules.violations.api;

import org.jspecify.annotations.NullMarked;
