/** How a process of Punchgate starts, and how it says why it does not. It knows no feature. */
@NullMarked
package io.punchgate.runtime.start;

import org.jspecify.annotations.NullMarked;
