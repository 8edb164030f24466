/**
 * The part that measures what callers without authentication cost the devices: callers that never end their requests, and a stream
 * of reports for devices that nobody knows.
 */
@NullMarked
package io.punchgate.bench.part.stranger;

import org.jspecify.annotations.NullMarked;
