package io.punchgate.command.secret;

import io.punchgate.runtime.person.SubjectTexts;
import io.punchgate.runtime.vault.Vault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The data of instructions. As they may name persons, each is encrypted by a key of its own, which an erasure destroys. Events name them
 * by ids of the vault, which has only the ids of the keys.
 */
@Component
public final class InstructionTexts {

    /** An object in JSON, in the vault of a store of before, begins with it. */
    private static final String OBJECT = "{";

    private final Vault vault;
    private final SubjectTexts texts;

    public InstructionTexts(Vault vault, SubjectTexts texts) {
        this.vault = vault;
        this.texts = texts;
    }

    /** Keeps the data of an instruction for a device of that customer, and returns the id under which events name them. */
    public String keep(String customerId, String data) {
        return vault.put(
                Vault.Kind.INSTRUCTION_DATA, texts.keep(customerId, data).toString());
    }

    /** The data of those ids, as far as there are any, by id. */
    Map<String, String> read(Collection<String> ids) {
        Map<String, String> kept = vault.read(ids);
        Map<UUID, String> found = texts.find(keys(kept.values()));
        Map<String, String> data = new HashMap<>();
        kept.forEach((id, value) -> {
            String text = value.startsWith(OBJECT) ? value : found.get(UUID.fromString(value));
            if (text != null) {
                data.put(id, text);
            }
        });
        return data;
    }

    /** Removes data for good. */
    public void remove(Collection<String> ids) {
        forget(vault.remove(ids));
    }

    /** Removes what was encrypted of data that the vault has removed. */
    void forget(Vault.Removed removed) {
        List<UUID> keys = keys(removed.instructionData());
        if (!keys.isEmpty()) {
            texts.remove(keys);
        }
    }

    private static List<UUID> keys(Collection<String> values) {
        List<UUID> keys = new ArrayList<>();
        for (String value : values) {
            if (!value.startsWith(OBJECT)) {
                keys.add(UUID.fromString(value));
            }
        }
        return keys;
    }
}
