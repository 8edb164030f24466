/**
 * The events of a stream, made of the events of the log: their ids, their types and what they show.
 *
 * <p>The same event of the log gives the same events of a stream, with the same ids, whether it was just appended or is read
 * after a year. This package knows no listener and no connection.
 */
@NullMarked
package io.punchgate.query.stream.event;

import org.jspecify.annotations.NullMarked;
