/**
 * Tests of lines, and the test bench of the whole push, which other packages' tests use too: {@code PushStage} is a customer
 * server with one node on a real database, {@code PushHarness} is one node, {@code PushWiring} wires it without Spring,
 * {@code CutCable} cuts a node off. The bench stands here because it wires classes that only this package sees.
 */
@NullMarked
package io.punchgate.command.delivery.line;

import org.jspecify.annotations.NullMarked;
