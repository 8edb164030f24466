package io.punchgate.command.delivery.saga;

/** What parking would say, kept for saying it again. */
record Parking(boolean rejected, String reason) {

    static final Parking NONE = new Parking(false, "");
}
