package io.punchgate.standalone.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Registers the demo customer and device, and keeps what is already there. */
final class DemoRegistration {

    static final String SERIAL = "SN7A2300583";

    private static final String CUSTOMER = "demo";

    private final AdminApi api;
    private final Path dataFolder;

    DemoRegistration(AdminApi api, Path dataFolder) {
        this.api = api;
        this.dataFolder = dataFolder;
    }

    /** Makes sure that all is there, and returns the secrets to use it with. */
    DemoIdentity register(String callbackUrl) throws IOException {
        registerCustomer(callbackUrl);
        Optional<DemoIdentity> kept = DemoIdentity.load(dataFolder);
        boolean deviceKnown = api.find("/devices/" + SERIAL).isPresent();
        if (kept.isPresent() && deviceKnown) {
            return kept.get();
        }
        DemoIdentity identity = new DemoIdentity(deviceKnown ? newAuthToken() : registerDevice(), newApiKey());
        identity.save(dataFolder);
        return identity;
    }

    private void registerCustomer(String callbackUrl) {
        Optional<JsonNode> customer = api.find("/customers/" + CUSTOMER);
        if (customer.isEmpty()) {
            api.post("/customers", Map.of("id", CUSTOMER, "name", "Demo"));
        }
        String known = customer.map(found -> found.path("callback").path("url").asString(""))
                .orElse("");
        if (!known.equals(callbackUrl)) {
            api.put("/customers/" + CUSTOMER + "/callback", Map.of("url", callbackUrl));
        }
    }

    private String registerDevice() {
        return text(
                api.post(
                        "/devices",
                        Map.of(
                                "sn", SERIAL,
                                "customer_id", CUSTOMER,
                                "label", "Main Gate",
                                "time_zone", "Asia/Kolkata",
                                "service_tag_id", "ST-DEMO")),
                "auth_token");
    }

    private String newAuthToken() {
        return text(api.post("/devices/" + SERIAL + "/auth-token", Map.of()), "auth_token");
    }

    private String newApiKey() {
        return text(
                api.post("/customers/" + CUSTOMER + "/api-keys", Map.of("name", "demo", "role", "integrator")),
                "api_key");
    }

    private static String text(JsonNode answer, String key) {
        String value = answer.path(key).asString("");
        if (value.isEmpty()) {
            throw new IllegalStateException("the answer lacks " + key);
        }
        return value;
    }
}
