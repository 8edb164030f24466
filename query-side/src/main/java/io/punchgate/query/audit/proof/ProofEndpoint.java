package io.punchgate.query.audit.proof;

import io.punchgate.api.attendance.AttendanceQuery.LocatePunch;
import io.punchgate.api.attendance.PunchPlace;
import io.punchgate.query.audit.Auditors;
import io.punchgate.query.audit.ProvableEvents;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Proves that a punch is in the tree (C2SP tlog-proof). */
@RestController
class ProofEndpoint {

    private final Queries queries;
    private final ProvableEvents events;

    ProofEndpoint(Queries queries, ProvableEvents events) {
        this.queries = queries;
        this.events = events;
    }

    @GetMapping("/api/audit/v1/proofs/{id}")
    ResponseEntity<String> proof(Caller caller, @PathVariable String id) {
        PunchPlace place = queries.find(new LocatePunch(Auditors.customerOf(caller), id), PunchPlace.class)
                .orElseThrow(() -> Problem.notFound("There is no such punch."));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(CheckpointEndpoint.TEXT))
                .body(events.proofsUpTo(place.position()).of(place.position()).text());
    }
}
