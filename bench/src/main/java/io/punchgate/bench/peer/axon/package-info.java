/** An ordinary Axon program: an aggregate a device, the JPA event store, one transaction a command. */
@NullMarked
package io.punchgate.bench.peer.axon;

import org.jspecify.annotations.NullMarked;
