/** The embedded broker, with real clients on a real socket. */
@NullMarked
package io.punchgate.standalone.broker;

import org.jspecify.annotations.NullMarked;
