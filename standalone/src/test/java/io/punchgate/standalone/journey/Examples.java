package io.punchgate.standalone.journey;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The programs in {@code examples}, as their comments tell to run them. A test of one that cannot run here is skipped. */
final class Examples {

    private static final Path FOLDER = Path.of("../examples").toAbsolutePath().normalize();

    /** The libraries of the Spring receiver's own pom. */
    private static final Pattern OF_A_SPRING_SERVER = Pattern.compile(
            "(spring-(aop|beans|boot|core|context|expression|web|webmvc)|spring-boot-(autoconfigure|http-converter|jackson|servlet|"
                    + "tomcat|web-server|webmvc)|tomcat-embed-\\w+|jackson-\\w+|logback-\\w+|slf4j-api|jul-to-slf4j|log4j-\\w+|"
                    + "log4j-to-slf4j|micrometer-(commons|observation)|snakeyaml|jspecify|commons-logging|"
                    + "jakarta\\.annotation-api)-\\d.*\\.jar");

    private Examples() {}

    /** Starts the receiver of that name, at that port, for pushes of that device. */
    static Program receiver(String name, Path folder, int port, Receiving receiving) throws IOException {
        return switch (name) {
            case "node" -> run(folder, secrets(port, receiving), "node", FOLDER.resolve("receiver-node/receiver.mjs"));
            case "spring" -> spring(folder, port, receiving);
            case "odoo", "erpnext" -> {
                Map<String, String> environment = Map.of(
                        "PORT", Integer.toString(port),
                        "SERVICE_TAG_ID", receiving.serviceTagId(),
                        "AUTH_TOKEN", receiving.token(),
                        "EMPLOYEES", "1001,1002");
                yield run(folder, environment, "python3", FOLDER.resolve(name + "/receiver.py"));
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The path of the receiver's address. */
    static String path(String receiver) {
        return switch (receiver) {
            case "odoo" -> "/cams/biometric-api3.0/?db=acme";
            case "erpnext" -> "/api/method/navari_cams_biometric.cams_biometric.controllers.cams_call.attendance";
            default -> "/callback";
        };
    }

    /**
     * All that a receiver must know.
     *
     * @param secret by which pushes are signed
     * @param token the device's callback token
     */
    record Receiving(String secret, String token, String serviceTagId) {}

    private static Map<String, String> secrets(int port, Receiving receiving) {
        return Map.of(
                "CALLBACK_SECRET", receiving.secret(),
                "CALLBACK_TOKEN", receiving.token(),
                "PORT", Integer.toString(port),
                "SERVER_PORT", Integer.toString(port));
    }

    private static Program spring(Path folder, int port, Receiving receiving) throws IOException {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String libraries = Arrays.stream(all.split(File.pathSeparator))
                .filter(jar -> OF_A_SPRING_SERVER
                        .matcher(String.valueOf(Path.of(jar).getFileName()))
                        .matches())
                .collect(Collectors.joining(File.pathSeparator));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments =
                List.of("-parameters", "-proc:none", "-classpath", libraries, "-d", classes.toString());
        try (Stream<Path> sources = Files.walk(FOLDER.resolve("receiver-spring/src/main/java"))) {
            String[] compiled = Stream.concat(
                            arguments.stream(), sources.map(Path::toString).filter(source -> source.endsWith(".java")))
                    .toArray(String[]::new);
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, compiled) != 0) {
                throw new AssertionError("the Spring receiver does not compile");
            }
        }
        String classPath = classes + File.pathSeparator + libraries;
        return Program.start(
                folder,
                secrets(port, receiving),
                List.of(Program.JAVA.toString(), "-cp", classPath, "example.ReceiverApplication"));
    }

    /** Starts the device of that name, with a queue in the folder, for that gate. Users are arguments, or lines of its input. */
    static Program device(String name, Path folder, String gate, Map<String, String> device, String... users)
            throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("GATE", gate, "RETRIES", "3"));
        environment.put("SN", device.getOrDefault("sn", ""));
        environment.put("AUTH_TOKEN", device.getOrDefault("auth-token", ""));
        return switch (name) {
            case "curl" -> {
                Program.assumeInstalled("curl");
                yield run(folder, environment, "sh", FOLDER.resolve("device-curl/punch.sh"), users);
            }
            case "js" -> {
                Program kiosk = run(folder, environment, "node", FOLDER.resolve("device-js/kiosk.mjs"));
                for (String user : users) {
                    kiosk.type(user);
                }
                yield kiosk;
            }
            case "java" -> run(folder, environment, "java", FOLDER.resolve("device-java/PunchDevice.java"), users);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Program run(
            Path folder, Map<String, String> environment, String interpreter, Path program, String... arguments) {
        if (!interpreter.equals("java")) {
            Program.assumeInstalled(interpreter);
        }
        String command = interpreter.equals("java") ? Program.JAVA.toString() : interpreter;
        return Program.start(
                folder,
                environment,
                Stream.concat(Stream.of(command, program.toString()), Arrays.stream(arguments))
                        .toList());
    }
}
