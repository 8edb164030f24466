package io.punchgate.standalone.demo;

import java.nio.file.Path;

/** The lines to paste. */
record DemoBanner(int port, DemoIdentity identity, Path adminTokenFile, String consoleLink) {

    String text() {
        String base = "http://127.0.0.1:" + port;
        return """

                Punchgate runs on %1$s
                  serial       %2$s
                  auth-token   %3$s
                  API key      %4$s
                  admin token  in %5$s

                Look at it, logged in as the operator (once, within 10 minutes):
                  %6$s
                Record a punch:
                  curl -X POST %1$s/api/attendance/v1/punch -H 'sn: %2$s' -H 'auth-token: %3$s' -H 'Content-Type: application/json' -d "{\\"user_id\\":\\"1001\\",\\"att_time\\":\\"$(TZ=Asia/Kolkata date '+%%F %%T')\\",\\"att_state\\":1}"
                Read it back:
                  curl -H 'Authorization: Bearer %4$s' %1$s/api/v1/punches
                See the push that the customer's server got:
                  curl %1$s/demo/pushes      or open %1$s/demo
                """.formatted(
                base, DemoRegistration.SERIAL, identity.authToken(), identity.apiKey(), adminTokenFile, consoleLink);
    }
}
