/**
 * The documents of the API: OpenAPI of what is called over HTTP and pushed, AsyncAPI of TCP and MQTT, and the page that shows the
 * first. They are written by hand, a file a surface, below {@code resources/documents}; tests compare them with what is served.
 *
 * <p>It knows paths and keys as texts only, and never a class of a feature. Both sides serve the whole documents, also where
 * each serves but a half of what they tell.
 */
@NullMarked
package io.punchgate.runtime.document;

import org.jspecify.annotations.NullMarked;
