package io.punchgate.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The bytes of a punch's request for each device, with holes for the user's number and the time, which is that of sending. */
final class PunchRequests {

    static final int USER_DIGITS = 12;

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final byte[][] requests;
    private final int userFromEnd;
    private final int timeFromEnd;
    private volatile Second second = new Second(0);

    PunchRequests(List<DeviceKey> devices) {
        String end = "\",\"att_state\":1,\"input_type\":15}";
        String rest = "\",\"att_time\":\"" + new String(second.text, US_ASCII) + end;
        String body = "{\"user_id\":\"" + "0".repeat(USER_DIGITS) + rest;
        userFromEnd = USER_DIGITS + rest.length();
        timeFromEnd = second.text.length + end.length();
        requests = devices.stream().map(device -> request(device, body)).toArray(byte[][]::new);
    }

    private static byte[] request(DeviceKey device, String body) {
        return ("POST /api/attendance/v1/punch HTTP/1.1\r\nHost: 127.0.0.1\r\nsn: " + device.sn() + "\r\nauth-token: "
                        + device.token() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(US_ASCII);
    }

    int devices() {
        return requests.length;
    }

    int lengthMax() {
        int max = 0;
        for (byte[] request : requests) {
            max = Math.max(max, request.length);
        }
        return max;
    }

    /** Writes the request into the array, which is lengthMax long, and returns its length. */
    int write(int device, long user, byte[] into) {
        byte[] request = requests[device];
        System.arraycopy(request, 0, into, 0, request.length);
        int digit = request.length - userFromEnd + USER_DIGITS;
        for (long left = user; left > 0; left /= 10) {
            digit--;
            into[digit] = (byte) ('0' + left % 10);
        }
        byte[] time = now().text;
        System.arraycopy(time, 0, into, request.length - timeFromEnd, time.length);
        return request.length;
    }

    private Second now() {
        long now = System.currentTimeMillis() / 1_000;
        if (second.epoch != now) {
            second = new Second(now);
        }
        return second;
    }

    private static final class Second {

        final long epoch;
        final byte[] text;

        Second(long epoch) {
            this.epoch = epoch;
            this.text = LOCAL.format(LocalDateTime.ofEpochSecond(epoch, 0, ZoneOffset.UTC))
                    .getBytes(US_ASCII);
        }
    }
}
