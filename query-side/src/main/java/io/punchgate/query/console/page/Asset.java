package io.punchgate.query.console.page;

/**
 * A file that pages load.
 *
 * @param address with a hash of the content in it, so that browsers keep it for good
 */
record Asset(String address, String contentType, String content) {}
