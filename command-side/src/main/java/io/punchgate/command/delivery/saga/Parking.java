package io.punchgate.command.delivery.saga;

/** The content of a request to park, kept for the next time that it is made. */
record Parking(boolean rejected, String reason) {

    static final Parking NONE = new Parking(false, "");
}
