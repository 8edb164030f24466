/** One POST to a customer's server: what is sent, where it may go, and what the answer means. It knows no events. */
@NullMarked
package io.punchgate.command.push.courier;

import org.jspecify.annotations.NullMarked;
