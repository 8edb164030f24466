package io.punchgate.standalone.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments of a tool, read: flags with a value each, {@code --name value} or {@code --name=value}, and the rest. */
public final class Flags {

    private static final String PREFIX = "--";

    private final Map<String, String> values;
    private final List<String> rest;

    private Flags(Map<String, String> values, List<String> rest) {
        this.values = values;
        this.rest = List.copyOf(rest);
    }

    /**
     * Reads arguments.
     *
     * @param known names of flags, without dashes
     * @throws WrongUsage if a flag is unknown, given twice, or lacks its value
     */
    public static Flags read(List<String> arguments, Set<String> known) throws WrongUsage {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                rest.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            String name = flag.startsWith(PREFIX) ? flag.substring(PREFIX.length()) : "";
            if (!known.contains(name)) {
                throw new WrongUsage("there is no flag " + flag);
            }
            if (equals < 0 && i + 1 == arguments.size()) {
                throw new WrongUsage(flag + " lacks its value");
            }
            String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
            if (value.isBlank() || (equals < 0 && value.startsWith(PREFIX))) {
                throw new WrongUsage(flag + " lacks its value");
            }
            if (values.put(name, value) != null) {
                throw new WrongUsage(flag + " is given twice");
            }
        }
        return new Flags(values, rest);
    }

    /** The arguments that are no flags. */
    public List<String> rest() {
        return rest;
    }

    /** The value of a flag, if it is given. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of a flag that must be given. */
    public String get(String name) throws WrongUsage {
        return find(name).orElseThrow(() -> new WrongUsage(PREFIX + name + " is missing"));
    }

    /** The text of the file that a flag names, without the blanks around it; empty if the flag is not given. */
    public Optional<String> findFileText(String name) throws WrongUsage {
        Optional<String> file = find(name);
        return file.isEmpty() ? Optional.empty() : Optional.of(fileText(name, Path.of(file.get())));
    }

    private static String fileText(String name, Path file) throws WrongUsage {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new WrongUsage(PREFIX + name + ": " + file + " is empty");
            }
            return text;
        } catch (IOException e) {
            throw new WrongUsage(PREFIX + name + ": " + file + " cannot be read: " + e);
        }
    }
}
