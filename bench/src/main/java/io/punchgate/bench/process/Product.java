package io.punchgate.bench.process;

import io.punchgate.bench.load.DeviceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** A running process of the packaged product. */
public final class Product implements AutoCloseable {

    static final String ADMIN_TOKEN = "the-operator-of-the-bench";
    private static final int REGISTRATIONS_AT_ONCE = 16;

    private final ChildProcess process;
    private final Json api;
    private final Database database;
    private final int tcpPort;
    private final int mqttPort;

    Product(ChildProcess process, Database database, int tcpPort, int mqttPort) {
        this.process = process;
        this.tcpPort = tcpPort;
        this.mqttPort = mqttPort;
        this.api = new Json(
                "http://127.0.0.1:" + process.port() + "/api/", Map.of("Authorization", "Bearer " + ADMIN_TOKEN));
        this.database = database;
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

    /** Makes an API key of that role. */
    public String makeKey(String customer, String role) {
        String body = "{\"name\":\"bench\",\"role\":\"%s\"}".formatted(role);
        return api.send("POST", "admin/v1/customers/" + customer + "/api-keys", body)
                .get("api_key")
                .asString();
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
