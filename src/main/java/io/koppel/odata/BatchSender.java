package io.koppel.odata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends operations in batches and puts each answer beside its operation. */
final class BatchSender {
    private final ConnectionSettings settings;
    private final ServiceChannel channel;
    private final ResourceAddresses addresses;
    private final BatchForm form;
    private final Operations operations;
    private final WriteResults results;
    private final ThrottledParts throttled;

    BatchSender(ConnectionSettings settings, ServiceChannel channel, ResourceAddresses addresses) {
        this.settings = settings;
        this.channel = channel;
        this.addresses = addresses;
        form = BatchForm.of(settings.kind());
        operations = new Operations(settings.kind());
        results = new WriteResults(channel.errors());
        throttled = new ThrottledParts(channel);
    }

    /** As {@link ODataService#batch}. */
    List<WriteResult> send(List<WriteOperation> all, boolean allOrNothing, Map<String, String> extra) {
        Map<Surface, List<Integer>> bySurface = new LinkedHashMap<>();
        for (int at = 0; at < all.size(); at++) {
            Surface surface = addresses.locate(all.get(at).path()).surface();
            bySurface.computeIfAbsent(surface, unused -> new ArrayList<>()).add(at);
        }
        int maximum = ConnectionSettings.maximumBatch(settings.kind());
        if (allOrNothing && (bySurface.size() > 1 || all.size() > maximum)) {
            throw new IllegalArgumentException(settings.name() + ": an all-or-nothing batch takes at most " + maximum
                    + " operations on one surface, found " + all.size() + " on " + bySurface.size());
        }
        WriteResult[] ordered = new WriteResult[all.size()];
        bySurface.forEach((surface, positions) -> {
            for (List<Integer> block : Blocks.of(
                    positions, allOrNothing ? maximum : settings.throughput().batchSize())) {
                throttled.untilTaken(
                        block,
                        allOrNothing,
                        open -> once(surface, open.stream().map(all::get).toList(), allOrNothing, extra),
                        result -> result,
                        (result, place) ->
                                ordered[place] = ordered[place] == null ? result : WriteResults.repeated(result));
            }
        });
        return List.of(ordered);
    }

    private List<WriteResult> once(
            Surface surface, List<WriteOperation> block, boolean allOrNothing, Map<String, String> extra) {
        OutgoingRequest request = form.request(
                block.stream()
                        .map(operation -> operations.part(operation, addresses))
                        .toList(),
                surface,
                allOrNothing);
        Sent sent = channel.write(request, extra, block.stream().allMatch(Operations::harmlessTwice));
        if (sent instanceof Sent.NotSent notSent) {
            return each(block, operation -> new WriteResult.Refused(notSent.error()));
        }
        if (sent instanceof Sent.Lost lost) {
            return each(block, operation -> WriteResults.lost(operation, lost.reason()));
        }
        Sent.Answered answered = (Sent.Answered) sent;
        HttpResponseValue response = answered.response();
        Instant now = channel.serverTime(response);
        List<@Nullable Answer> answers = form.answers(response, block.size(), allOrNothing);
        if (answers == null) {
            return refusedWhole(surface, block, response, allOrNothing, extra);
        }
        List<WriteResult> found = new ArrayList<>(block.size());
        for (int at = 0; at < block.size(); at++) {
            found.add(results.of(block.get(at), answers.get(at), now));
        }
        List<WriteResult> told = allOrNothing ? Snapshot.together(found) : found;
        return answered.repeated() ? WriteResults.repeated(told) : told;
    }

    private List<WriteResult> refusedWhole(
            Surface surface,
            List<WriteOperation> block,
            HttpResponseValue response,
            boolean allOrNothing,
            Map<String, String> extra) {
        if (response.status() == 413 && !allOrNothing && block.size() > 1) {
            int middle = block.size() / 2;
            List<WriteResult> both = new ArrayList<>(once(surface, block.subList(0, middle), false, extra));
            both.addAll(once(surface, block.subList(middle, block.size()), false, extra));
            return both;
        }
        Answer answer = Answer.of(response);
        if (answer.succeeded()) {
            return each(
                    block,
                    operation -> WriteResults.lost(
                            operation,
                            "$batch: status " + answer.status() + ", but the answer is no batch answer: "
                                    + answer.text()));
        }
        return each(block, operation -> results.of(operation, answer, channel.serverTime(response)));
    }

    private static List<WriteResult> each(
            List<WriteOperation> block, java.util.function.Function<WriteOperation, WriteResult> result) {
        return block.stream().map(result).toList();
    }
}
