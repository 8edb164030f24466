package io.punchgate.command.gateway.servlet;

/** The HTTP methods of a device's call; HEAD goes with GET. */
public enum AllowedMethods {
    GET("GET, HEAD"),
    POST("POST"),
    GET_OR_POST("GET, HEAD, POST");

    private final String text;

    AllowedMethods(String text) {
        this.text = text;
    }

    /** True if a call may use that method. */
    public boolean allows(String method) {
        return switch (method) {
            case "GET", "HEAD" -> this != POST;
            case "POST" -> this != GET;
            default -> false;
        };
    }

    /** The methods as the {@code Allow} header lists them. */
    public String text() {
        return text;
    }
}
