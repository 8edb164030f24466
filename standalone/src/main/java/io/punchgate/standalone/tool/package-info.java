/**
 * The tools that the jar is beside the product. They start without a Spring context and without a database, and
 * end with an exit code. Each tool has a package of its own below this one; {@code Standalone} lists them. Nothing here knows a tool.
 */
@NullMarked
package io.punchgate.standalone.tool;

import org.jspecify.annotations.NullMarked;
