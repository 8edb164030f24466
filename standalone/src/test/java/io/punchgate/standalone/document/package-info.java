/** The documents of the API against the running product: its paths, its examples, its page. */
@NullMarked
package io.punchgate.standalone.document;

import org.jspecify.annotations.NullMarked;
