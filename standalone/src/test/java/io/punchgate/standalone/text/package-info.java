/** Tests that no text from outside, whatever its characters and its length, costs anybody else anything. */
@NullMarked
package io.punchgate.standalone.text;

import org.jspecify.annotations.NullMarked;
