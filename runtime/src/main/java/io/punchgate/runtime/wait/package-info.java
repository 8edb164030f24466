/** Waiting by the clock. Threads that wait for each other use locks, queues and futures; this is for all other waits. */
@NullMarked
package io.punchgate.runtime.wait;

import org.jspecify.annotations.NullMarked;
