/** How a process of Punchgate starts, in which order it stops, and how it says why it does not start. It knows no feature. */
@NullMarked
package io.punchgate.runtime.start;

import org.jspecify.annotations.NullMarked;
