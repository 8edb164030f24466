package io.punchgate.query.console.device;

/** The sentence that a page shows after a change; the address has only its word. */
final class Done {

    private Done() {}

    static String told(String word) {
        return switch (word) {
            case "enabled" -> "The device is enabled: its punches are taken.";
            case "disabled" -> "The device is disabled: nothing of it is taken until it is enabled.";
            default -> "";
        };
    }
}
