package io.punchgate.bench.peer.axon;

import java.time.LocalDateTime;

record PunchNoted(String sn, String userId, LocalDateTime time, int attState, int inputType) {}
