/** The whole product in the process of a test, and what connects to it. */
@NullMarked
package io.punchgate.standalone.stage;

import org.jspecify.annotations.NullMarked;
