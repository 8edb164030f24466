package io.punchgate.query.device;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.CrudRepository;

/** The instructions for devices. */
interface InstructionEntries extends CrudRepository<InstructionEntry, Long> {

    List<InstructionEntry> findBySnOrderByPositionDesc(String sn, Limit limit);

    /** The newest: ids are random and short, so that an old one may come again. */
    Optional<InstructionEntry> findFirstBySnAndInstructionIdOrderByPositionDesc(String sn, String instructionId);
}
