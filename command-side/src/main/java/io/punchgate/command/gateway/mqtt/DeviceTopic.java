package io.punchgate.command.gateway.mqtt;

import io.punchgate.command.gateway.Reporter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A topic of one device: {@code api/mqtt/v1/{sn}/{channel}}. */
public record DeviceTopic(String sn, Channel channel) {

    private static final String PREFIX = "api/mqtt/v1/";

    /** The last level of the topic. */
    public enum Channel {
        /** Punches, from the device. */
        EVT,
        /** Presence, from the device; also its last will. */
        ST,
        /** Results of instructions, from the device. */
        RES,
        /** Instructions, to the device. */
        CMD;

        private final String level = name().toLowerCase(Locale.ROOT);

        /** True if devices publish there; else they subscribe there. */
        public boolean isFromDevice() {
            return this != CMD;
        }

        /** The filter that matches every device's topic of this channel. */
        String filter() {
            return PREFIX + "+/" + level;
        }
    }

    /** The device's topic of that name, or empty: a filter with wildcards is none. */
    public static Optional<DeviceTopic> parse(String topic) {
        int end = topic.lastIndexOf('/');
        if (!topic.startsWith(PREFIX) || end < PREFIX.length()) {
            return Optional.empty();
        }
        String sn = topic.substring(PREFIX.length(), end);
        return Stream.of(Channel.values())
                .filter(channel -> channel.level.equals(topic.substring(end + 1)))
                .filter(channel -> Reporter.isSerialNumber(sn))
                .map(channel -> new DeviceTopic(sn, channel))
                .findFirst();
    }

    /** The topic's name. */
    public String text() {
        return PREFIX + sn + "/" + channel.level;
    }
}
