import io.example.punchgate.ApiClient;
import io.example.punchgate.ApiException;
import io.example.punchgate.api.CustomersApi;
import io.example.punchgate.api.DevicesApi;
import io.example.punchgate.api.PunchesApi;
import io.example.punchgate.api.RegisteredDevicesApi;
import io.example.punchgate.model.ApiKeyRequest;
import io.example.punchgate.model.CustomerRegistration;
import io.example.punchgate.model.DeviceRegistration;
import io.example.punchgate.model.Punch;
import io.example.punchgate.model.PunchType;
import io.example.punchgate.model.ReportedPunch;
import io.example.punchgate.model.ReportedPunchAttState;
import io.example.punchgate.model.ReportedPunchUserId;
import io.example.punchgate.model.Role;
import java.util.List;
import java.util.Map;

/** A customer, a device, a punch, and the punch read back, by nothing but the generated client. */
public final class RoundTrip {

    private RoundTrip() {}

    public static void main(String[] args) throws ApiException, InterruptedException {
        String gate = args[0];
        String id = "java-" + System.currentTimeMillis();
        ApiClient operator = client(gate, Map.of("Authorization", "Bearer " + args[1]));

        CustomersApi customers = new CustomersApi(operator);
        customers.registerCustomer(new CustomerRegistration().id(id).name("Java"));
        String key = customers.issueApiKey(id, new ApiKeyRequest().name("erp").role(Role.INTEGRATOR)).getApiKey();
        String token = new RegisteredDevicesApi(operator)
                .registerDevice(new DeviceRegistration().sn(id).customerId(id).label("Gate").timeZone("Asia/Kolkata"))
                .getAuthToken();

        DevicesApi device = new DevicesApi(client(gate, Map.of("sn", id, "auth-token", token)));
        ReportedPunch punch = new ReportedPunch()
                .userId(new ReportedPunchUserId("1001"))
                .attTime("2026-06-21 09:30:00")
                .attState(new ReportedPunchAttState(1));
        must(device.reportPunch(punch).getOk().getValue(), "the punch is stored");

        PunchesApi integrator = new PunchesApi(client(gate, Map.of("Authorization", "Bearer " + key)));
        List<Punch> read = List.of();
        for (int i = 0; i < 50 && read.isEmpty(); i++) {
            read = integrator.listPunches(null, null, "1001", null, null, null, null, null, null, null, 10).getData();
            Thread.sleep(100);
        }
        must(read.size() == 1, "the punch is read back");
        must(read.get(0).getType() == PunchType.CHECK_IN, "its type is CheckIn");
        must(read.get(0).getTime().toInstant().toString().equals("2026-06-21T04:00:00Z"), "its time is in UTC");
        try {
            integrator.getPunch("none");
            must(false, "an unknown punch is not found");
        } catch (ApiException notFound) {
            must(notFound.getCode() == 404, "an unknown punch is not found");
        }
        System.out.println("Java: round trip done");
    }

    private static ApiClient client(String gate, Map<String, String> headers) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(gate);
        client.setRequestInterceptor(request -> headers.forEach(request::header));
        return client;
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not true: " + what);
        }
    }
}
