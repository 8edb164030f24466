package io.punchgate.standalone.tool.listen;

/**
 * A block of a stream of server-sent events.
 *
 * @param id the last one that the stream named, by which it can be resumed; empty: none so far
 * @param type such as {@code punch}
 * @param data its lines, joined; empty: the block only moves the id
 */
record ServerSentEvent(String id, String type, String data) {}
