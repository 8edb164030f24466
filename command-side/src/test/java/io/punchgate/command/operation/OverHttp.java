package io.punchgate.command.operation;

import io.punchgate.runtime.OneByOne;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.TestLogging;
import java.net.URI;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Runs the operators' part once for all of its tests. */
@OneByOne
@SpringBootTest(classes = OperatorsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class OverHttp {

    protected static final String CUSTOMERS = "/api/admin/v1/customers";
    protected static final String DEVICES = "/api/admin/v1/devices";
    protected static final String ADMIN_TOKEN = "the operator's token";

    @LocalServerPort
    private int port;

    static {
        TestLogging.keep();
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", TestDatabase::freshUrl);
        registry.add("axon.axonserver.enabled", () -> false);
        registry.add("punchgate.admin-token", () -> ADMIN_TOKEN);
        registry.add("punchgate.metrics-token", () -> ADMIN_TOKEN);
    }

    protected final URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected final Operator operator() {
        return new Operator(port, ADMIN_TOKEN);
    }

    protected final void customer(String id) {
        operator().post(CUSTOMERS, "{\"id\":\"" + id + "\",\"name\":\"Some\"}").expect(201);
    }

    protected final String key(String customer, String role) {
        return operator()
                .post(CUSTOMERS + "/" + customer + "/api-keys", "{\"name\":\"x\",\"role\":\"" + role + "\"}")
                .expect(201)
                .path("api_key")
                .stringValue();
    }
}
