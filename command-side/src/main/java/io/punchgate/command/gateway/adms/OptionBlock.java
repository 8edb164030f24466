package io.punchgate.command.gateway.adms;

import io.punchgate.runtime.access.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options that a device is told in the handshake. It sends all that it has not sent yet, and only its punches:
 * nobody here stores templates and photos of people. Its clock follows the answer's {@code Date} header and the time
 * zone told here.
 */
final class OptionBlock {

    /** Seconds before a device sends again what failed. */
    private static final int ERROR_DELAY_SECONDS = 30;
    /** Seconds between two polls for instructions. */
    private static final int POLL_SECONDS = 10;

    private static final int NAMED_STAMPS_SINCE = 2;
    private static final Pattern VERSION = Pattern.compile("(?<major>[0-9]{1,3})(?:\\.[0-9]{1,5}){0,4}");
    private static final int CODE_CHARACTERS = 16;

    private static final int ZK_EPOCH_YEAR = 2000;
    private static final int ZK_DAYS_A_MONTH = 31;
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);

    private OptionBlock() {}

    /** The answer to a handshake. */
    static String of(String sn, AdmsQuery query, ZoneId zone, Instant now) {
        Matcher version = VERSION.matcher(query.value("pushver"));
        if (query.value("devicetype").equalsIgnoreCase("acc")) {
            return forAccessControl(sn, version.matches() ? version.group() : "");
        }
        boolean known = version.matches();
        boolean namedStamps = known && Integer.parseInt(version.group("major")) >= NAMED_STAMPS_SINCE;
        return "GET OPTION FROM: " + sn + "\n" + stamps(namedStamps)
                + "ErrorDelay=" + ERROR_DELAY_SECONDS + "\nDelay=" + POLL_SECONDS + "\n"
                + "TransTimes=00:00;14:05\nTransInterval=1\n"
                + (namedStamps ? "TransFlag=TransData AttLog\n" : "TransFlag=1000000000\n")
                + "TimeZone=" + timeZone(zone, now) + "\n"
                + "Realtime=1\nEncrypt=0\n"
                + (known ? versions(version.group()) : "");
    }

    /** The code that a device is told once, when it registers itself. */
    static String registryCode(String sn) {
        return "RegistryCode=" + Tokens.sha256Hex("registry " + sn).substring(0, CODE_CHARACTERS) + "\n";
    }

    /**
     * The answer to the question for the time: it in the protocol's own count of seconds, in which every month has 31 days, of
     * Greenwich; and the zone of the device.
     */
    static String time(ZoneId zone, Instant now) {
        LocalDateTime utc = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        long days = ((utc.getYear() - ZK_EPOCH_YEAR) * 12L + utc.getMonthValue() - 1) * ZK_DAYS_A_MONTH
                + utc.getDayOfMonth()
                - 1;
        long seconds = Duration.ofDays(days).toSeconds() + utc.toLocalTime().toSecondOfDay();
        return "DateTime=" + seconds + ",ServerTZ=" + OFFSET.format(now.atZone(zone));
    }

    private static String forAccessControl(String sn, String version) {
        return "registry=ok\n" + registryCode(sn)
                + (version.isEmpty() ? "" : "PushProtVer=" + version + "\n")
                + "ErrorDelay=" + ERROR_DELAY_SECONDS + "\nRequestDelay=" + POLL_SECONDS + "\n"
                + "TransTimes=00:00;14:05\nTransInterval=1\nTransTables=Transaction\n"
                + "Realtime=1\nEncrypt=0\n"
                + "SessionID=" + Tokens.sha256Hex("session " + sn).substring(0, CODE_CHARACTERS) + "\n";
    }

    private static String stamps(boolean named) {
        return named
                ? "ATTLOGStamp=None\nOPERLOGStamp=None\nATTPHOTOStamp=None\n"
                : "Stamp=None\nOpStamp=None\nPhotoStamp=None\n";
    }

    private static String versions(String version) {
        return "ServerVer=" + version + "\nPushProtVer=" + version + "\n";
    }

    /** Hours where they are whole, else minutes: what firmware agrees on. */
    static long timeZone(ZoneId zone, Instant now) {
        Duration offset = Duration.ofSeconds(zone.getRules().getOffset(now).getTotalSeconds());
        return offset.toMinutes() % 60 == 0 ? offset.toHours() : offset.toMinutes();
    }
}
