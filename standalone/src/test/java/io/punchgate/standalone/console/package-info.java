/** The console, as people and their browsers meet it. */
@NullMarked
package io.punchgate.standalone.console;

import org.jspecify.annotations.NullMarked;
