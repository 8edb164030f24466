package io.punchgate.bench.process;

import io.punchgate.bench.load.DeviceKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** The packaged product, running as its documentation says, on a data folder of its own. */
public final class Product implements AutoCloseable {

    private static final String ADMIN_TOKEN = "the-operator-of-the-bench";
    private static final int REGISTRATIONS_AT_ONCE = 16;
    /** The server allows 100 connections to all that the bench starts. */
    private static final String COMMAND_SIDE_POOL = "12";

    private final ChildProcess process;
    private final Json api;
    private final Database database;
    private final int tcpPort;
    private final int mqttPort;

    private Product(ChildProcess process, Database database, int tcpPort, int mqttPort) {
        this.process = process;
        this.tcpPort = tcpPort;
        this.mqttPort = mqttPort;
        this.api = new Json(
                "http://127.0.0.1:" + process.port() + "/api/", Map.of("Authorization", "Bearer " + ADMIN_TOKEN));
        this.database = database;
    }

    /** Starts it and waits until it is ready. */
    public static Product start(Path jar, Path folder, String name) {
        return start(jar, folder, name, true);
    }

    /** The same; it leaves the push to others if it is not to push. */
    public static Product start(Path jar, Path folder, String name, boolean pushes) {
        Path dataFolder = folder.resolve(name);
        int tcpPort = ChildProcess.freePort();
        int mqttPort = ChildProcess.freePort();
        ChildProcess process = ChildProcess.start(
                List.of("-jar", jar.toString()),
                Map.of(
                        "PUNCHGATE_DATA_DIR", dataFolder.toString(),
                        "PUNCHGATE_ADMIN_TOKEN", ADMIN_TOKEN,
                        "PUNCHGATE_CALLBACK_ALLOW", "127.0.0.0/8",
                        "PUNCHGATE_PUSH", Boolean.toString(pushes),
                        "PUNCHGATE_TCP_PORT", Integer.toString(tcpPort),
                        "PUNCHGATE_MQTT_PORT", Integer.toString(mqttPort)),
                folder.resolve(name + ".log"),
                "/actuator/health/readiness");
        return new Product(process, Database.of(dataFolder), tcpPort, mqttPort);
    }

    /** Starts the command side alone on a database, and waits until it is ready: it takes punches, and no more. */
    public static Product commandSide(Path jar, Path folder, Database database) {
        return commandSide(jar, folder, database.name(), database, false);
    }

    /** Starts a command side, one of several perhaps, that also pushes. */
    public static Product pushing(Path jar, Path folder, String name, Database database) {
        return commandSide(jar, folder, name, database, true);
    }

    private static Product commandSide(Path jar, Path folder, String name, Database database, boolean pushes) {
        ChildProcess process = ChildProcess.start(
                List.of("-jar", jar.toString()),
                Map.of(
                        "PUNCHGATE_DATA_DIR",
                        folder.resolve(name).toString(),
                        "PUNCHGATE_CALLBACK_ALLOW",
                        "127.0.0.0/8",
                        "PUNCHGATE_ADMIN_TOKEN",
                        ADMIN_TOKEN,
                        "PUNCHGATE_TCP_PORT",
                        "-1",
                        "PUNCHGATE_MQTT_PORT",
                        "-1",
                        "PUNCHGATE_PUSH",
                        Boolean.toString(pushes),
                        "SPRING_DATASOURCE_URL",
                        database.url(),
                        "SPRING_DATASOURCE_USERNAME",
                        Database.USER,
                        "SPRING_DATASOURCE_PASSWORD",
                        database.password(),
                        "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE",
                        COMMAND_SIDE_POOL),
                folder.resolve(name + ".log"),
                "/actuator/health/readiness");
        return new Product(process, database, -1, -1);
    }

    public ChildProcess process() {
        return process;
    }

    public int tcpPort() {
        return tcpPort;
    }

    public int mqttPort() {
        return mqttPort;
    }

    public Database database() {
        return database;
    }

    /** The admin and audit APIs, as the operator. */
    public Json api() {
        return api;
    }

    public void registerCustomer(String id) {
        api.send("POST", "admin/v1/customers", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, id));
    }

    /** Has the customer's punches pushed there. */
    public void setCallback(String customer, String url) {
        api.send("PUT", "admin/v1/customers/" + customer + "/callback", "{\"url\":\"%s\"}".formatted(url));
    }

    /** Registers devices {@code <customer>-0} and up. */
    public List<DeviceKey> registerDevices(String customer, int count) {
        List<Future<DeviceKey>> asked = new ArrayList<>(count);
        try (ExecutorService threads = Executors.newFixedThreadPool(REGISTRATIONS_AT_ONCE)) {
            for (int i = 0; i < count; i++) {
                String sn = customer + "-" + i;
                asked.add(threads.submit(() -> registerDevice(customer, sn)));
            }
        }
        List<DeviceKey> devices = new ArrayList<>(count);
        for (Future<DeviceKey> device : asked) {
            devices.add(resultOf(device));
        }
        return devices;
    }

    /** Registers a device. */
    public DeviceKey registerDevice(String customer, String sn) {
        String body = "{\"sn\":\"%s\",\"customer_id\":\"%s\",\"label\":\"Gate\",\"time_zone\":\"UTC\"}"
                .formatted(sn, customer);
        JsonNode device = api.send("POST", "admin/v1/devices", body);
        return new DeviceKey(sn, device.get("auth_token").asString());
    }

    private static DeviceKey resultOf(Future<DeviceKey> device) {
        try {
            return device.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a device could not be registered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        api.close();
        process.close();
    }
}
