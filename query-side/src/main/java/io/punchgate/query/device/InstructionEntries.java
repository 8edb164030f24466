package io.punchgate.query.device;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The instructions for devices. */
interface InstructionEntries extends Repository<InstructionEntry, Long> {

    List<InstructionEntry> findBySnOrderByPositionDesc(String sn, Limit limit);
}
