/** Stores that versions of the product left, which every later one reads and replays. */
@NullMarked
package io.punchgate.standalone.recorded;

import org.jspecify.annotations.NullMarked;
