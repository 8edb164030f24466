package io.punchgate.command.customer;

import io.punchgate.api.customer.CustomerCommand.ChangeCustomer;
import io.punchgate.api.customer.CustomerCommand.RegisterCustomer;
import io.punchgate.api.customer.CustomerPatch;
import io.punchgate.api.customer.CustomerReply;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.CustomerView;
import io.punchgate.command.operation.FieldRules;
import io.punchgate.command.operation.Operations;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.BodyFields;
import io.punchgate.runtime.web.Problem;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers and changes customers. */
@RestController
@RequestMapping("/api/admin/v1/customers")
class CustomerRegistrationEndpoint {

    private final Operations operations;
    private final Clock clock;

    CustomerRegistrationEndpoint(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CustomerView register(Caller.Operator operator, BodyFields fields) {
        CustomerSettings settings = CustomerFields.settings(fields);
        String id = FieldRules.id(fields, "id");
        var command = new RegisterCustomer(id, settings, clock.instant());
        if (operations.send(command, CustomerReply.class) == CustomerReply.ALREADY_EXISTS) {
            throw Problem.conflict("A customer of this id exists.");
        }
        return CustomerView.of(id, settings);
    }

    @PatchMapping("/{id}")
    CustomerView change(Caller.Operator operator, @PathVariable String id, BodyFields fields) {
        CustomerPatch patch = CustomerFields.patch(fields);
        fields.textOrNull("id", id::equals, "cannot change");
        operations.requireCustomer(id);
        var command = new ChangeCustomer(id, patch, clock.instant());
        return CustomerView.of(id, operations.send(command, CustomerSettings.class));
    }
}
