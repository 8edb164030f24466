package io.punchgate.bench.peer.crud;

import org.springframework.data.jpa.repository.JpaRepository;

interface Punches extends JpaRepository<PunchRow, Long> {}
