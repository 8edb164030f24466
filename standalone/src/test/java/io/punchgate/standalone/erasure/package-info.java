/** Tests that nothing is left of a person who was erased: in no answer, log or file, and that all else goes on. */
@NullMarked
package io.punchgate.standalone.erasure;

import org.jspecify.annotations.NullMarked;
