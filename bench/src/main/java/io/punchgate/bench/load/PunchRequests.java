package io.punchgate.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The bytes of a punch's request for each device, with a hole for the user's number. */
final class PunchRequests {

    static final int USER_DIGITS = 12;

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final byte[][] requests;
    private final int userFromEnd;

    PunchRequests(List<DeviceKey> devices) {
        String rest = "\",\"att_time\":\"%s\",\"att_state\":1,\"input_type\":15}"
                .formatted(LOCAL.format(LocalDateTime.now(ZoneOffset.UTC)));
        String body = "{\"user_id\":\"" + "0".repeat(USER_DIGITS) + rest;
        userFromEnd = USER_DIGITS + rest.length();
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
        return request.length;
    }
}
