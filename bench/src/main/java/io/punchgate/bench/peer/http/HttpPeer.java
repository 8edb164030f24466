package io.punchgate.bench.peer.http;

import io.punchgate.bench.peer.PunchBody;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Reads and checks a punch, and forgets it. */
@SpringBootApplication
@RestController
public class HttpPeer {

    @PostMapping(value = "/api/attendance/v1/punch", produces = "application/json")
    byte[] punch(@RequestHeader("sn") String sn, @RequestBody PunchBody punch) {
        if (sn.isBlank() || punch.time().getYear() < 1) {
            throw new IllegalArgumentException("sn or att_time is wrong");
        }
        return PunchBody.stored();
    }
}
