package io.punchgate.query.console.delivery;

/** The sentence that the page shows after a change; the address has only its word. */
final class Done {

    private Done() {}

    static String told(String word, String count) {
        return switch (word) {
            case "pause" -> "Paused: nothing goes out, everything is kept.";
            case "resume" -> "Resumed: what waited goes out.";
            case "redelivered" -> count.matches("\\d{1,9}") ? "Sent again: " + count + "." : "It is sent again.";
            default -> "";
        };
    }
}
