package io.punchgate.command.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.punchgate.api.device.DeviceCommand.AdministrationReply;
import io.punchgate.api.device.DeviceCommand.ChangeDevice;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.DeviceCommand.RegisterDevice;
import io.punchgate.api.device.DevicePatch;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.api.device.DeviceSettings;
import io.punchgate.api.device.DeviceView;
import io.punchgate.command.operation.FieldRules;
import io.punchgate.command.operation.Operations;
import io.punchgate.command.secret.InstructionTexts;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.vault.Vault;
import io.punchgate.runtime.web.BodyFields;
import io.punchgate.runtime.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers and changes devices, and queues instructions for them. */
@RestController
@RequestMapping("/api/admin/v1/devices")
class DeviceRegistrationEndpoint {

    /** Longest JSON of an instruction: a thousand of them may wait in memory for each device. */
    private static final int COMMAND_DATA_CHARACTERS_MAX = 8_192;

    private static final Pattern OP = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Operations operations;
    private final Vault vault;
    private final InstructionTexts instructions;
    private final Clock clock;

    DeviceRegistrationEndpoint(Operations operations, Vault vault, InstructionTexts instructions, Clock clock) {
        this.operations = operations;
        this.vault = vault;
        this.instructions = instructions;
        this.clock = clock;
    }

    /** Shows the secrets once: nothing else ever returns them. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> register(Caller.Operator operator, BodyFields fields) {
        DeviceSettings settings = DeviceFields.settings(fields, "ST-" + Tokens.id());
        String sn = FieldRules.id(fields, "sn");
        requireCustomerOf(settings.customerId());
        if (operations.deviceExists(sn)) {
            throw exists();
        }
        String authToken = Tokens.secret();
        String callbackToken = Tokens.callbackToken();
        String pathToken = Tokens.secret();
        var command = new RegisterDevice(
                sn,
                settings,
                Tokens.sha256Hex(authToken),
                vault.put(Vault.Kind.CALLBACK_TOKEN, callbackToken),
                Tokens.sha256Hex(pathToken),
                clock.instant());
        if (operations.send(command, AdministrationReply.class) == AdministrationReply.ALREADY_EXISTS) {
            throw exists();
        }
        return Map.of(
                "sn", sn,
                "auth_token", authToken,
                "callback_token", callbackToken,
                "adms_path", DeviceSecretEndpoint.admsPath(pathToken),
                "service_tag_id", settings.serviceTagId());
    }

    private static Problem exists() {
        return Problem.conflict("A device of this serial number exists.");
    }

    /** A device that changes hands gets a new callback token, shown here only. */
    @PatchMapping("/{sn}")
    ChangedDevice change(Caller.Operator operator, @PathVariable String sn, BodyFields fields) {
        DevicePatch patch = DeviceFields.patch(fields);
        fields.textOrNull("sn", sn::equals, "cannot change");
        operations.requireDevice(sn);
        @Nullable String customerId = patch.customerId();
        if (customerId != null) {
            requireCustomerOf(customerId);
        }
        String token = Tokens.callbackToken();
        @Nullable String tokenId = customerId == null ? null : vault.put(Vault.Kind.CALLBACK_TOKEN, token);
        ChangeDevice.Answer change =
                operations.send(new ChangeDevice(sn, patch, tokenId, clock.instant()), ChangeDevice.Answer.class);
        return new ChangedDevice(DeviceView.of(sn, change.settings()), change.changedHands() ? token : null);
    }

    /** A device after a change; the token only where it is a new one. */
    record ChangedDevice(
            @JsonUnwrapped DeviceView device,

            @JsonProperty("callback_token") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String callbackToken) {}

    /** The data may hold a person's password: it is kept encrypted, and written first, so that no event names what is not there. */
    @PostMapping("/{sn}/commands")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> command(Caller.Operator operator, @PathVariable String sn, BodyFields fields) {
        fields.only("op", "data");
        String op = fields.text("op", text -> OP.matcher(text).matches(), "must be 1 to 64 of A-Z, a-z, 0-9, . _ -");
        @Nullable BodyFields object = fields.objectOrNull("data");
        String data = object == null ? InstructionToRun.NO_DATA : object.json();
        if (data.length() > COMMAND_DATA_CHARACTERS_MAX) {
            throw fields.wrong("data", "must be at most " + COMMAND_DATA_CHARACTERS_MAX + " characters of JSON");
        }
        operations.requireDevice(sn);
        String id = Tokens.number();
        @Nullable
        String dataId = data.equals(InstructionToRun.NO_DATA) ? null : instructions.keep(customerOf(sn), data);
        var command = new QueueInstruction(sn, id, op, dataId, clock.instant());
        if (operations.send(command, AdministrationReply.class) == AdministrationReply.QUEUE_FULL) {
            if (dataId != null) {
                instructions.remove(List.of(dataId));
            }
            throw Problem.conflict("Too many commands wait for this device.");
        }
        return Map.of("id", id);
    }

    /** Only the aggregate knows it for certain: it answers a change by which nothing changes. */
    private String customerOf(String sn) {
        return operations
                .send(new ChangeDevice(sn, DevicePatch.NONE, clock.instant()), ChangeDevice.Answer.class)
                .settings()
                .customerId();
    }

    private void requireCustomerOf(String customerId) {
        if (!operations.customerExists(customerId)) {
            throw Problem.invalidField("customer_id", "There is no customer of this id.");
        }
    }
}
