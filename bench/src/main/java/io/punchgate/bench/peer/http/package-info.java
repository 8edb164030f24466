/** The limit of HTTP: a punch is read and checked, and nothing is stored. */
@NullMarked
package io.punchgate.bench.peer.http;

import org.jspecify.annotations.NullMarked;
