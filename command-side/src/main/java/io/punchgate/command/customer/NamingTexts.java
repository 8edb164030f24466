package io.punchgate.command.customer;

import io.punchgate.runtime.person.PersonKeys;
import io.punchgate.runtime.person.SubjectText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the texts that name a user: unreadable records, and the data and results of instructions. Reads all of a customer's, in pages. */
@Component
class NamingTexts {

    private static final int PAGE = 500;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PersonKeys keys;

    NamingTexts(PersonKeys keys) {
        this.keys = keys;
    }

    /** The ids of the texts that name the user. */
    List<UUID> naming(String customerId, String userId) {
        List<UUID> found = new ArrayList<>();
        Name name = Name.of(userId);
        @Nullable UUID after = null;
        List<SubjectText> page;
        do {
            page = keys.texts(customerId, after, PAGE);
            for (SubjectText each : page) {
                if (names(each.text(), name)) {
                    found.add(each.person());
                }
                after = each.person();
            }
        } while (page.size() == PAGE);
        return found;
    }

    /**
     * A user id as texts have it.
     *
     * @param escaped as JSON has it that is written in ASCII, in lower case
     */
    record Name(String plain, String escaped) {

        static Name of(String userId) {
            String json = JSON.writeValueAsString(userId);
            StringBuilder ascii = new StringBuilder(json.length());
            json.substring(1, json.length() - 1)
                    .chars()
                    .forEach(c -> ascii.append(c < 0x80 ? Character.toString(c) : String.format("\\u%04x", c)));
            return new Name(userId, ascii.toString().toLowerCase(Locale.ROOT));
        }

        boolean isIn(String text) {
            return hasToken(text, plain)
                    || (!escaped.equals(plain) && hasToken(text.toLowerCase(Locale.ROOT), escaped));
        }
    }

    private static boolean names(String components, Name name) {
        return JSON.readTree(components)
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .anyMatch(name::isIn);
    }

    /** Tells whether the text has it between characters that are neither letters nor digits. */
    private static boolean hasToken(String text, String token) {
        for (int at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + 1)) {
            int end = at + token.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}
