package io.koppel.operate.rest;

import io.koppel.journal.JobLogRow;
import io.koppel.operate.OperationException;
import io.koppel.operate.Operations;
import io.koppel.operate.record.RecordOperations;
import io.koppel.operate.record.RecordOperations.BackLink;
import io.koppel.operate.record.RecordOperations.Link;
import io.koppel.operate.record.RecordStatus;
import java.util.List;
import java.util.UUID;

/** REST operations on one record, as people see it from either system. */
final class RecordEndpoints {
    private RecordEndpoints() {}

    static List<Endpoint> of(Operations operations) {
        RecordOperations records = operations.insights().records();
        Parameter mapping = Parameter.query("mapping", "Id of the mapping; required");
        Parameter record = Parameter.query("record", "Number, name or id on either side; required");
        return List.of(
                Endpoint.get(
                        "/api/record",
                        "showRecord",
                        "How a record stands: coupled, last results, standing error, links to it",
                        List.of(mapping, record),
                        RecordStatus.class,
                        call -> Answer.ok(records.status(call.required("mapping"), call.required("record")))),
                Endpoint.get(
                        "/api/record/log",
                        "listRecordLog",
                        "The entries of the job log that the record's last attempts belong to, the failed one first",
                        List.of(mapping, record),
                        Types.listing(JobLogRow.class),
                        call -> Answer.ok(records.log(call.required("mapping"), call.required("record")))),
                Endpoint.get(
                        "/api/record/link",
                        "showRecordLink",
                        "Where Sales shows the row of a coupled record",
                        List.of(mapping, record),
                        Link.class,
                        call -> Answer.ok(records.link(call.required("mapping"), call.required("record")))),
                Endpoint.get(
                        "/api/back-link",
                        "showBackLink",
                        "The record of Business Central that a row of Sales belongs to",
                        List.of(
                                Parameter.query("table", "Logical name of the row's table; required"),
                                Parameter.query("id", "Id of the row; required")),
                        BackLink.class,
                        call -> Answer.ok(records.backLink(call.required("table"), id(call)))));
    }

    private static UUID id(Call call) {
        call.required("id");
        UUID id = call.id("id");
        if (id == null) {
            throw OperationException.invalid("id: expected an id (GUID)");
        }
        return id;
    }
}
