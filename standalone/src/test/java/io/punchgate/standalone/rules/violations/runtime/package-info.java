/** Breaks the rules for what both sides stand on. */
@NullMarked
package io.punchgate.standalone.rules.violations.runtime;

import org.jspecify.annotations.NullMarked;
