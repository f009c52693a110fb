package io.koppel.odata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends several transactions in one batch: each change set is applied whole or not at all, and one that is refused leaves the
 * others alone (dataverse-web-api.md §8.1).
 */
final class ChangeSetSender {
    private final ConnectionSettings settings;
    private final ServiceChannel channel;
    private final ResourceAddresses addresses;
    private final Operations operations;
    private final WriteResults results;
    private final ThrottledParts throttled;

    ChangeSetSender(ConnectionSettings settings, ServiceChannel channel, ResourceAddresses addresses) {
        this.settings = settings;
        this.channel = channel;
        this.addresses = addresses;
        operations = new Operations(settings.kind());
        results = new WriteResults(channel.errors());
        throttled = new ThrottledParts(channel);
    }

    /** As {@link ODataService#changeSets}. */
    List<List<WriteResult>> send(List<List<WriteOperation>> sets, Map<String, String> extra) {
        if (settings.kind() != ServiceKind.DATAVERSE) {
            throw new UnsupportedOperationException(settings.name()
                    + ": Business Central takes no change sets; send one all-or-nothing batch for each");
        }
        List<List<WriteResult>> ordered = new ArrayList<>(Collections.nCopies(sets.size(), List.<WriteResult>of()));
        List<Integer> block = new ArrayList<>();
        int parts = 0;
        for (int at = 0; at < sets.size(); at++) {
            int size = sets.get(at).size();
            if (size == 0 || size > ConnectionSettings.maximumBatch(settings.kind())) {
                ordered.set(at, tooLarge(size));
                continue;
            }
            if (!block.isEmpty() && parts + size > settings.throughput().batchSize()) {
                sendUntilTaken(sets, block, extra, ordered);
                block = new ArrayList<>();
                parts = 0;
            }
            block.add(at);
            parts += size;
        }
        if (!block.isEmpty()) {
            sendUntilTaken(sets, block, extra, ordered);
        }
        return ordered;
    }

    private List<WriteResult> tooLarge(int size) {
        WriteResult refused = new WriteResult.Refused(ErrorReader.own(
                ErrorClass.DATA,
                "one transaction takes 1 to " + ConnectionSettings.maximumBatch(settings.kind()) + " writes, not "
                        + size));
        return Collections.nCopies(size, refused);
    }

    private void sendUntilTaken(
            List<List<WriteOperation>> sets,
            List<Integer> block,
            Map<String, String> extra,
            List<List<WriteResult>> ordered) {
        throttled.untilTaken(
                block,
                false,
                open -> once(open.stream().map(sets::get).toList(), extra),
                ofSet -> ofSet.get(0),
                (ofSet, place) ->
                        ordered.set(place, ordered.get(place).isEmpty() ? ofSet : WriteResults.repeated(ofSet)));
    }

    private List<List<WriteResult>> once(List<List<WriteOperation>> sets, Map<String, String> extra) {
        Surface surface = addresses.locate(sets.get(0).get(0).path()).surface();
        List<List<PartRequest>> parts = sets.stream()
                .map(set -> set.stream()
                        .map(operation -> operations.part(operation, addresses))
                        .toList())
                .toList();
        String boundary = "batch_" + UUID.randomUUID();
        OutgoingRequest request = new OutgoingRequest(
                "POST",
                surface.batchUri().resolve("$batch"),
                Map.of("Content-Type", "multipart/mixed; boundary=" + boundary, "Prefer", "odata.continue-on-error"),
                MultipartBatchWriter.changeSets(parts, surface.batchUri().getRawPath(), boundary),
                sets.stream().mapToInt(List::size).sum());
        Sent sent = channel.write(request, extra, false);
        if (sent instanceof Sent.NotSent notSent) {
            return each(sets, operation -> new WriteResult.Refused(notSent.error()));
        }
        if (sent instanceof Sent.Lost lost) {
            return each(sets, operation -> WriteResults.lost(operation, lost.reason()));
        }
        Sent.Answered answered = (Sent.Answered) sent;
        HttpResponseValue response = answered.response();
        Instant now = channel.serverTime(response);
        if (!response.mediaType().startsWith("multipart/")) {
            Answer answer = Answer.of(response);
            return each(
                    sets,
                    operation -> answer.succeeded()
                            ? WriteResults.lost(operation, "$batch: the answer is no batch answer: " + answer.text())
                            : results.of(operation, answer, now));
        }
        List<List<WriteResult>> found = read(response, sets, now);
        return answered.repeated() ? found.stream().map(WriteResults::repeated).toList() : found;
    }

    private List<List<WriteResult>> read(HttpResponseValue response, List<List<WriteOperation>> sets, Instant now) {
        List<MultipartReader.Part> answers;
        try (var content = response.content()) {
            answers = MultipartReader.read(
                    content.readAllBytes(), response.headers().getOrDefault("content-type", ""));
        } catch (java.io.IOException broken) {
            answers = List.of();
        }
        List<List<@Nullable Answer>> divided =
                ChangeSets.ofSeveral(answers, sets.stream().map(List::size).toList());
        List<List<WriteResult>> found = new ArrayList<>(sets.size());
        for (int set = 0; set < sets.size(); set++) {
            List<WriteResult> ofSet = new ArrayList<>(sets.get(set).size());
            for (int at = 0; at < sets.get(set).size(); at++) {
                ofSet.add(results.of(sets.get(set).get(at), divided.get(set).get(at), now));
            }
            found.add(Snapshot.together(ofSet));
        }
        return found;
    }

    private static List<List<WriteResult>> each(
            List<List<WriteOperation>> sets, java.util.function.Function<WriteOperation, WriteResult> result) {
        return sets.stream().map(set -> set.stream().map(result).toList()).toList();
    }
}
