package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.http.BatchItem;
import io.koppel.sandbox.http.BatchItem.Answer;
import io.koppel.sandbox.http.BatchItem.Part;
import io.koppel.sandbox.http.Exchange;
import io.koppel.sandbox.http.MultipartBatch;
import io.koppel.sandbox.http.SandboxContext;
import io.koppel.sandbox.http.SandboxRequest;
import io.koppel.sandbox.http.SandboxResponse;
import io.koppel.sandbox.http.Throttle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Carries out `$batch`: parts one after the other, change sets whole or not at all, and an end at the first error unless
 * the caller wants to go on (dataverse-web-api.md §8.1).
 */
final class BatchRunner {
    /** Most requests in a batch. */
    static final int MOST_REQUESTS = 1000;

    /** An address that begins with the answer to an earlier part, such as `$1` or `$1/contact_customer_accounts`. */
    private static final Pattern REFERENCE = Pattern.compile("(?:.*/)?(\\$\\d+(?:/.*)?)");

    private final DataverseService service;
    private final SandboxContext context;

    BatchRunner(DataverseService service, SandboxContext context) {
        this.service = service;
        this.context = context;
    }

    SandboxResponse run(Exchange exchange) {
        SandboxRequest request = exchange.request();
        String type = request.headers().getOrDefault("Content-Type", "");
        if (!type.startsWith("multipart/mixed")) {
            throw DataverseError.unsupported("A batch of Content-Type '" + type + "' (multipart/mixed is expected)");
        }
        List<BatchItem> items = MultipartBatch.parse(type, request.body());
        int parts = items.stream().mapToInt(BatchRunner::size).sum();
        if (parts > MOST_REQUESTS) {
            throw new DataverseError(
                    400,
                    "0x80060888",
                    "A batch holds " + parts + " requests, but at most " + MOST_REQUESTS + " are allowed.");
        }
        if (context.limits().get().throttling() && parts > 1) {
            // The batch itself was counted once already; each of its requests counts.
            Throttle.Refusal refusal = context.throttles().count(service, exchange.caller(), parts - 1);
            if (refusal != null) {
                return service.throttled(refusal);
            }
        }
        return new Run(exchange, request.preference("odata.continue-on-error") != null).all(items);
    }

    private static int size(BatchItem item) {
        return item instanceof BatchItem.ChangeSet set ? set.parts().size() : 1;
    }

    /** One batch under way. */
    private final class Run {
        private final Exchange exchange;
        private final boolean goOn;
        private final List<Answer> answers = new ArrayList<>();
        private int records;
        private Duration delay = Duration.ZERO;

        Run(Exchange exchange, boolean goOn) {
            this.exchange = exchange;
            this.goOn = goOn;
        }

        SandboxResponse all(List<BatchItem> items) {
            int status = 200;
            SandboxResponse.Cut cut = SandboxResponse.Cut.NONE;
            for (BatchItem item : items) {
                SandboxResponse outcome =
                        item instanceof BatchItem.ChangeSet set ? changeSet(set) : single((Part) item);
                records += outcome.records();
                delay = delay.plus(outcome.delay());
                if (outcome.cut() != SandboxResponse.Cut.NONE) {
                    cut = outcome.cut();
                    break;
                }
                if (outcome.status() >= 400 && !goOn) {
                    status = outcome.status();
                    break;
                }
            }
            String boundary = "batchresponse_" + UUID.randomUUID();
            return Answers.version(SandboxResponse.of(status))
                    .withBody(MultipartBatch.contentType(boundary), MultipartBatch.write(boundary, answers))
                    .withRecords(records)
                    .withDelay(delay)
                    .withCut(cut);
        }

        private SandboxResponse single(Part part) {
            SandboxResponse response =
                    context.faults().around(service, exchange.part(absolute(part.request())), service::part);
            answers.add(new Answer.Single(part.id(), response));
            return response;
        }

        /** Answers with the last response, or with the one that failed the set. */
        private SandboxResponse changeSet(BatchItem.ChangeSet set) {
            List<Answer.Single> responses = new ArrayList<>();
            SandboxResponse outcome = Answers.guarded(() -> inOneTransaction(set, responses));
            if (outcome.status() >= 400 || outcome.cut() != SandboxResponse.Cut.NONE) {
                answers.add(new Answer.Single("", outcome));
            } else {
                answers.add(new Answer.Set(responses));
            }
            return outcome;
        }

        private SandboxResponse inOneTransaction(BatchItem.ChangeSet set, List<Answer.Single> responses) {
            CallingUser user = CallingUser.of(service.store(), exchange);
            Map<String, String> contentIds = new HashMap<>();
            SandboxResponse whole = SandboxResponse.of(200);
            try (WriteScope scope = service.begin(exchange, user)) {
                for (Part part : set.parts()) {
                    check(part);
                    SandboxRequest request = resolved(part.request(), contentIds);
                    SandboxResponse response = context.faults()
                            .around(
                                    service,
                                    exchange.part(request),
                                    inner -> Answers.guarded(() -> service.router(inner, user, contentIds)
                                            .write()
                                            .apply(scope)));
                    whole = whole.withRecords(whole.records() + response.records())
                            .withDelay(response.delay());
                    if (response.status() >= 400) {
                        return response;
                    }
                    if (response.cut() != SandboxResponse.Cut.NONE) {
                        whole = whole.withCut(response.cut());
                    }
                    responses.add(new Answer.Single(part.id(), response));
                    remember(part, response, contentIds);
                }
                scope.commit();
            }
            return whole;
        }

        private void remember(Part part, SandboxResponse response, Map<String, String> contentIds) {
            String address = response.headers().get("OData-EntityId");
            contentIds.put(
                    part.id(),
                    address != null
                            ? address
                            : exchange.baseUrl() + part.request().path());
        }
    }

    private static void check(Part part) {
        if (part.id().isEmpty()) {
            throw new DataverseError(400, "0x80060888", "Every request of a change set must have a Content-ID header.");
        }
        if (part.request().method().equals("GET")) {
            throw new DataverseError(400, "0x80060888", "A change set holds writes only; put the GET outside of it.");
        }
    }

    /** The request with a path of this service, whether it was sent absolute, relative to the host or to the root. */
    private static SandboxRequest absolute(SandboxRequest request) {
        String target = request.target();
        int scheme = target.indexOf("://");
        if (scheme >= 0) {
            target = target.substring(target.indexOf('/', scheme + 3));
        } else if (!target.startsWith("/")) {
            target = DataverseService.ROOT + target;
        }
        return target.equals(request.target())
                ? request
                : SandboxRequest.of(request.method(), target, request.headers(), request.body());
    }

    private SandboxRequest resolved(SandboxRequest request, Map<String, String> contentIds) {
        Matcher reference = REFERENCE.matcher(request.target());
        if (!reference.matches()) {
            return absolute(request);
        }
        String address = new References(service.store(), contentIds).address(reference.group(1));
        return absolute(SandboxRequest.of(request.method(), address, request.headers(), request.body()));
    }
}
