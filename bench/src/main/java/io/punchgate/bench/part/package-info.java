/**
 * The parts of the bench: each prepares the product, sends load, and returns its tables as Markdown.
 *
 * <p>A part stands on {@code process}, {@code customer}, {@code load}, {@code device} and {@code figure}; only the main
 * class knows all parts.
 */
@NullMarked
package io.punchgate.bench.part;

import org.jspecify.annotations.NullMarked;
