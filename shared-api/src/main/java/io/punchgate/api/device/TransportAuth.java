package io.punchgate.api.device;

import io.punchgate.api.device.Transport.Opening;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The transports that an operator opens to a device without its auth-token. A transport that is not named stays closed,
 * except for a proof that {@link Transport#always} opens it.
 *
 * @param fields as events keep them: by each opened transport {@code "serial"}, {@code "path"} or {@code {"deviceId":
 *     n}}; and {@code "networks"}, the CIDR blocks from which a serial number is accepted, empty for anywhere. An event
 *     of another version may have more: they are kept, and open nothing
 */
public record TransportAuth(Map<String, Object> fields) {

    /** The key of the networks, among those of the transports. */
    public static final String NETWORKS = "networks";
    /** Nothing but secrets. */
    public static final TransportAuth SECRETS_ONLY = from(List.of());

    private static final String DEVICE_ID = "deviceId";
    private static final Pattern SECOND_WORD = Pattern.compile("_([a-z])");
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    public TransportAuth {
        Map<String, Object> ordered = new LinkedHashMap<>(fields);
        ordered.values().removeIf(Objects::isNull);
        fields = Collections.unmodifiableMap(ordered);
    }

    /** Nothing is open yet; serial numbers count from these networks only, or from anywhere if there are none. */
    public static TransportAuth from(List<String> networks) {
        return new TransportAuth(Map.of(NETWORKS, List.copyOf(networks)));
    }

    /** The same, with a transport opened that needs no more than that. */
    public TransportAuth open(Transport transport) {
        return with(transport, openedText(transport));
    }

    /** The same, with a transport opened to the device of that number. */
    public TransportAuth open(Transport transport, int number) {
        return with(transport, Map.of(DEVICE_ID, number));
    }

    /** The operator's word that opens the transport, such as {@code serial}. */
    public static String openedText(Transport transport) {
        return String.valueOf(transport.opened()).toLowerCase(Locale.ROOT);
    }

    /** True if a device may identify itself over the transport by that proof. */
    public boolean opens(Transport transport, Opening by) {
        return by == transport.always() || (by == transport.opened() && isOpened(transport));
    }

    /** The number of the device in the frames of the transport, or null where it has none. */
    public @Nullable Integer number(Transport transport) {
        return fields.get(storedName(transport)) instanceof Map<?, ?> opened
                        && opened.get(DEVICE_ID) instanceof Number number
                ? number.intValue()
                : null;
    }

    /** The CIDR blocks from which a serial number is accepted; empty: from anywhere. */
    public List<String> networks() {
        return fields.get(NETWORKS) instanceof List<?> blocks
                ? blocks.stream().map(String::valueOf).toList()
                : List.of();
    }

    /**
     * The fields under the keys by which operators set them; ADMS is shown even if it is null, for its path is open
     * anyway.
     */
    public Map<String, @Nullable Object> shown() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put(Transport.ADMS.settingName(), null);
        shown.put(NETWORKS, networks());
        fields.forEach((name, value) -> shown.put(
                shownName(name),
                value instanceof Map<?, ?> opened
                        ? Collections.singletonMap(shownName(DEVICE_ID), opened.get(DEVICE_ID))
                        : value));
        return shown;
    }

    private boolean isOpened(Transport transport) {
        return transport.opened() == Opening.NUMBER
                ? number(transport) != null
                : openedText(transport).equals(fields.get(storedName(transport)));
    }

    /** ADMS stands before the networks: it was there first, and the text of an event keeps its order. */
    private TransportAuth with(Transport transport, Object value) {
        Map<String, Object> more = new LinkedHashMap<>();
        if (transport.equals(Transport.ADMS)) {
            more.put(storedName(transport), value);
        }
        more.putAll(fields);
        more.put(storedName(transport), value);
        return new TransportAuth(more);
    }

    private static String storedName(Transport transport) {
        return SECOND_WORD
                .matcher(transport.settingName())
                .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    private static String shownName(String stored) {
        return CAPITAL.matcher(stored).replaceAll(word -> "_" + word.group().toLowerCase(Locale.ROOT));
    }
}
