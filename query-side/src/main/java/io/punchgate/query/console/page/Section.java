package io.punchgate.query.console.page;

/** The parts of the console, as its navigation lists them. */
public enum Section {
    LIVE("Live", "/console"),
    DEVICES("Devices", "/console/devices"),
    PEOPLE("People", "/console/people"),
    DELIVERIES("Deliveries", "/console/deliveries"),
    AUDIT("Audit", "/console/audit");

    private final String label;
    private final String path;

    Section(String label, String path) {
        this.label = label;
        this.path = path;
    }

    /** The word in the navigation. */
    public String label() {
        return label;
    }

    /** The address of its first page. */
    public String path() {
        return path;
    }
}
