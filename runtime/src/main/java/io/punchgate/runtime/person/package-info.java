/**
 * The keys of persons: by them the log encrypts what its events tell of a person, and read models what they copy from there. An
 * erasure destroys the key, and nobody can read it any more, wherever it is kept. The log stands on it.
 *
 * <p>It never knows an event by its class, only its components that are {@link io.punchgate.api.Personal}.
 */
@NullMarked
package io.punchgate.runtime.person;

import org.jspecify.annotations.NullMarked;
