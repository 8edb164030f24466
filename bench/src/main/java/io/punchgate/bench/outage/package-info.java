/**
 * Two command sides on one database, of which one is stopped, cut off and killed in turns while both take in punches. Tells
 * how long the other one serves nobody, and that nothing is lost or doubled.
 *
 * <p>It starts processes by {@code process} and knows the product by its HTTP calls only.
 */
@NullMarked
package io.punchgate.bench.outage;

import org.jspecify.annotations.NullMarked;
