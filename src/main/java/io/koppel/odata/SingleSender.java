package io.koppel.odata;

import java.util.Map;

/** Sends one write in a request of its own. */
final class SingleSender {
    private final ServiceChannel channel;
    private final ResourceAddresses addresses;
    private final Operations operations;
    private final WriteResults results;

    SingleSender(ConnectionSettings settings, ServiceChannel channel, ResourceAddresses addresses) {
        this.channel = channel;
        this.addresses = addresses;
        operations = new Operations(settings.kind());
        results = new WriteResults(channel.errors());
    }

    /** As {@link ODataService#write}. */
    WriteResult send(WriteOperation operation, Map<String, String> extra) {
        OutgoingRequest request = new OutgoingRequest(
                operations.method(operation),
                addresses.address(operation.path(), Map.of()),
                operations.headers(operation),
                operations.body(operation),
                1);
        Sent sent = channel.write(request, extra, Operations.harmlessTwice(operation));
        if (sent instanceof Sent.NotSent notSent) {
            return new WriteResult.Refused(notSent.error());
        }
        if (sent instanceof Sent.Lost lost) {
            return WriteResults.lost(operation, lost.reason());
        }
        Sent.Answered answered = (Sent.Answered) sent;
        HttpResponseValue response = answered.response();
        WriteResult result = results.of(operation, Answer.of(response), channel.serverTime(response));
        return answered.repeated() ? WriteResults.repeated(result) : result;
    }
}
