/**
 * A first look: a demo customer with its own server, a demo device, and lines to paste. It speaks to Punchgate over HTTP
 * only, as any operator and customer would, and knows nothing of what is behind.
 */
@NullMarked
package io.punchgate.standalone.demo;

import org.jspecify.annotations.NullMarked;
