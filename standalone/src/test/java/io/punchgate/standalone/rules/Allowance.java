package io.punchgate.standalone.rules;

/** Each exception from a rule: the class that may, and the reason. A test checks that the class exists. */
enum Allowance {
    PRINTS("standalone.demo.DemoStart", "prints secrets to standard output, so that they do not enter the log"),
    PRINTS_AS_A_TOOL(
            "standalone.tool.Terminal", "hands tools the outputs of the process, which they are there to write to"),
    POLLS("runtime.wait.Polling", "waits for what tells nobody that it is done, such as another process or a table"),
    MAKES_THE_CLOCK("runtime.RuntimeConfiguration", "defines the one Clock that all others are given");

    private final String name;

    Allowance(String name, String reason) {
        this.name = name;
        assert !reason.isBlank() : "an exception without a reason";
    }

    /** The class's name below {@code root}. */
    String in(String root) {
        return root + "." + name;
    }
}
