package io.punchgate.standalone.demo;

import io.punchgate.runtime.start.PunchgateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Sets the demo up once the process serves, and prints the banner. A demo that fails does not stop the process. */
@Component
final class DemoStart {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStart.class);

    private final PunchgateSettings settings;

    DemoStart(PunchgateSettings settings) {
        this.settings = settings;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        Integer port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port", Integer.class);
        if (port == null) {
            return;
        }
        try {
            AdminApi api = new AdminApi(port, adminToken());
            DemoIdentity identity = new DemoRegistration(api, settings.dataDir())
                    .register("http://127.0.0.1:" + port + "/demo/callback");
            print(new DemoBanner(
                    port, identity, adminTokenFile().toAbsolutePath().normalize(), api.consoleLink()));
        } catch (RestClientException | IllegalStateException | IOException e) {
            LOG.warn("The demo customer and device could not be registered: {}", e.toString());
        }
    }

    /** Standard output rather than the log: the banner has secrets. */
    private static void print(DemoBanner banner) {
        System.out.println(banner.text());
    }

    private String adminToken() throws IOException {
        @Nullable String set = settings.adminToken();
        return set != null && !set.isBlank()
                ? set
                : Files.readString(adminTokenFile()).strip();
    }

    private Path adminTokenFile() {
        return settings.dataDir().resolve("admin-token");
    }
}
