package io.punchgate.bench.simulator;

import io.punchgate.bench.device.DeviceIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The devices, and the customers that they belong to. */
record Fleet(List<DeviceIdentity> devices, Set<String> customers) {

    private static final int REGISTRATIONS_AT_ONCE = 8;
    private static final String HEADER = "sn,auth_token,adms_path,customer_id";

    /** Those of the file, or new ones for a customer of their own. */
    static Fleet of(SimulatorOptions options, Api operators, Instant now) throws IOException {
        @Nullable Path from = options.from();
        if (from != null) {
            return read(from, options.devices());
        }
        String run = Long.toString(now.toEpochMilli(), 36);
        String customer = "sim-" + run;
        operators.call(
                "POST",
                "/api/admin/v1/customers",
                "{\"id\":\"%s\",\"name\":\"Simulated %s\"}".formatted(customer, now));
        Fleet fleet = new Fleet(register(options, operators, customer), Set.of(customer));
        @Nullable Path save = options.save();
        if (save != null) {
            fleet.write(save, customer);
        }
        return fleet;
    }

    private static List<DeviceIdentity> register(SimulatorOptions options, Api operators, String customer)
            throws IOException {
        List<Future<DeviceIdentity>> asked = new ArrayList<>(options.devices());
        try (ExecutorService threads = Executors.newFixedThreadPool(REGISTRATIONS_AT_ONCE)) {
            for (int i = 1; i <= options.devices(); i++) {
                String sn = customer.toUpperCase(Locale.ROOT) + "-" + i;
                String body = "{\"sn\":\"%s\",\"customer_id\":\"%s\",\"label\":\"Gate %d\",\"time_zone\":\"%s\"}"
                        .formatted(sn, customer, i, options.zone().getId());
                asked.add(threads.submit(() -> identity(sn, operators.call("POST", "/api/admin/v1/devices", body))));
            }
            List<DeviceIdentity> devices = new ArrayList<>(asked.size());
            for (Future<DeviceIdentity> device : asked) {
                devices.add(device.get());
            }
            return devices;
        } catch (ExecutionException e) {
            throw new IOException("a device could not be registered: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static DeviceIdentity identity(String sn, JsonNode registered) {
        return new DeviceIdentity(
                sn,
                registered.get("auth_token").asString(),
                registered.get("adms_path").asString());
    }

    private void write(Path file, String customer) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Stream<String> rows = devices.stream()
                .map(device -> String.join(",", device.sn(), device.token(), device.admsPath(), customer));
        Files.write(file, Stream.concat(Stream.of(HEADER), rows).toList());
    }

    static Fleet read(Path file, int max) throws IOException {
        List<DeviceIdentity> devices = new ArrayList<>();
        Set<String> customers = new TreeSet<>();
        for (String row : Files.readAllLines(file)) {
            if (row.isBlank() || row.equals(HEADER) || devices.size() == max) {
                continue;
            }
            String[] cells = row.split(",", -1);
            if (cells.length != 4) {
                throw new IOException(file + " has a row that is not " + HEADER);
            }
            devices.add(new DeviceIdentity(cells[0].strip(), cells[1].strip(), cells[2].strip()));
            customers.add(cells[3].strip());
        }
        if (devices.isEmpty()) {
            throw new IOException(file + " names no device");
        }
        return new Fleet(devices, customers);
    }
}
