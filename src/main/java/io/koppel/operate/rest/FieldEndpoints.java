package io.koppel.operate.rest;

import io.koppel.operate.FieldOperations.AddFieldsCommand;
import io.koppel.operate.FieldOperations.FieldCommand;
import io.koppel.operate.FieldOperations.OptionView;
import io.koppel.operate.MappingDetail;
import io.koppel.operate.MappingSwitches.ResetCommand;
import io.koppel.operate.MappingSwitches.ResetMappings;
import io.koppel.operate.Operations;
import io.koppel.operate.access.Role;
import java.util.List;
import java.util.function.Consumer;

/** Field rows of mappings, options of choice mappings, and setting several mappings back, over REST. */
final class FieldEndpoints {
    private static final Parameter MAPPING = Parameter.path("mapping", "Id of a mapping, for example CUSTOMER");

    private final Operations operations;

    private FieldEndpoints(Operations operations) {
        this.operations = operations;
    }

    static List<Endpoint> of(Operations operations) {
        return new FieldEndpoints(operations).all();
    }

    private List<Endpoint> all() {
        return List.of(
                Endpoint.get(
                        "/api/mappings/{mapping}/options",
                        "listOptions",
                        "Codes that a choice mapping has coupled to options of its choice column",
                        List.of(MAPPING),
                        Types.listing(OptionView.class),
                        call -> Answer.ok(operations.fields().options(call.path("mapping")))),
                changed(
                        "PATCH",
                        "changeField",
                        "Switches a field row over what its file says; its two columns are fixed",
                        FieldCommand.class,
                        call -> operations.fields().change(call.path("mapping"), call.body(FieldCommand.class))),
                changed(
                        "POST",
                        "addFields",
                        "Adds field rows to the mapping's file, disabled until they are enabled",
                        AddFieldsCommand.class,
                        call -> operations.fields().add(call.path("mapping"), call.body(AddFieldsCommand.class))),
                new Endpoint(
                        "POST",
                        "/api/mappings/reset",
                        Role.ADMINISTRATOR,
                        "resetMappings",
                        "Sets several or all mappings back, with missing files if the shipped ones are asked for;"
                                + " couplings are kept",
                        List.of(),
                        ResetCommand.class,
                        200,
                        ResetMappings.class,
                        false,
                        call -> Answer.ok(operations.switches().reset(call.body(ResetCommand.class)))));
    }

    private Endpoint changed(String method, String id, String summary, Class<?> body, Consumer<Call> change) {
        return new Endpoint(
                method,
                "/api/mappings/{mapping}/fields",
                Role.ADMINISTRATOR,
                id,
                summary,
                List.of(MAPPING),
                body,
                200,
                MappingDetail.class,
                false,
                call -> {
                    change.accept(call);
                    return Answer.ok(operations.mappings().show(call.path("mapping")));
                });
    }
}
