package io.punchgate.bench.peer.crud;

import io.punchgate.bench.peer.PunchBody;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Saves each punch as an entity. */
@SpringBootApplication
public class CrudPeer {

    @RestController
    record PunchEndpoint(Punches punches) {

        @PostMapping(value = "/api/attendance/v1/punch", produces = "application/json")
        byte[] punch(@RequestHeader("sn") String sn, @RequestBody PunchBody punch) {
            punches.save(new PunchRow(sn, punch.userId(), punch.time(), punch.attState(), punch.inputType()));
            return PunchBody.stored();
        }
    }
}
