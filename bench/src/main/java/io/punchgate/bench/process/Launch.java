package io.punchgate.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the packaged product's processes, each as its documentation says, and waits until they are ready. */
public final class Launch {

    private static final String READY = "/actuator/health/readiness";
    private static final String NO_PORT = "-1";
    /** The server allows 100 connections to all that the bench starts. */
    private static final String SIDE_POOL = "12";

    private Launch() {}

    /** The whole product, on a data folder of its own. */
    public static Product standalone(Path jar, Path folder, String name) {
        return standalone(jar, folder, name, List.of());
    }

    /** The same, with options for Java such as {@code -Xmx1g}. */
    public static Product standalone(Path jar, Path folder, String name, List<String> javaOptions) {
        Path dataFolder = folder.resolve(name);
        int tcpPort = ChildProcess.freePort();
        int mqttPort = ChildProcess.freePort();
        Map<String, String> environment = environment(dataFolder, true);
        environment.put("PUNCHGATE_TCP_PORT", Integer.toString(tcpPort));
        environment.put("PUNCHGATE_MQTT_PORT", Integer.toString(mqttPort));
        ChildProcess process =
                ChildProcess.start(java(javaOptions, jar), environment, folder.resolve(name + ".log"), READY);
        return new Product(process, Database.of(dataFolder), tcpPort, mqttPort);
    }

    /** The command side alone on a database: it takes punches, and no more. */
    public static Product commandSide(Path jar, Path folder, Database database) {
        return side(jar, folder, database.name(), database, false);
    }

    /** A command side, one of several perhaps, that also pushes. */
    public static Product pushing(Path jar, Path folder, String name, Database database) {
        return side(jar, folder, name, database, true);
    }

    /** A query side. */
    public static Product querySide(Path jar, Path folder, String name, Database database) {
        return side(jar, folder, name, database, false);
    }

    private static Product side(Path jar, Path folder, String name, Database database, boolean pushes) {
        Map<String, String> environment = environment(folder.resolve(name), pushes);
        environment.put("PUNCHGATE_TCP_PORT", NO_PORT);
        environment.put("PUNCHGATE_MQTT_PORT", NO_PORT);
        environment.put("SPRING_DATASOURCE_URL", database.url());
        environment.put("SPRING_DATASOURCE_USERNAME", Database.USER);
        environment.put("SPRING_DATASOURCE_PASSWORD", database.password());
        environment.put("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", SIDE_POOL);
        ChildProcess process =
                ChildProcess.start(java(List.of(), jar), environment, folder.resolve(name + ".log"), READY);
        return new Product(process, database, -1, -1);
    }

    private static Map<String, String> environment(Path dataFolder, boolean pushes) {
        return new HashMap<>(Map.of(
                "PUNCHGATE_DATA_DIR",
                dataFolder.toString(),
                "PUNCHGATE_ADMIN_TOKEN",
                Product.ADMIN_TOKEN,
                "PUNCHGATE_CALLBACK_ALLOW",
                "127.0.0.0/8",
                "PUNCHGATE_PUSH",
                Boolean.toString(pushes)));
    }

    private static List<String> java(List<String> options, Path jar) {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("-jar");
        arguments.add(jar.toString());
        return arguments;
    }
}
