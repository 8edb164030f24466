/** Both sides in one process, with the embedded defaults. It wires; whatever decides or stores is in the sides. */
@NullMarked
package io.punchgate.standalone;

import org.jspecify.annotations.NullMarked;
