package io.koppel;

import com.fasterxml.jackson.databind.JsonNode;
import io.koppel.coupling.Coupling;
import io.koppel.testing.Office;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What both services, Koppel's store and the people say after kills, and what of it does not go together (promises.md P1, P2, P9,
 * P12). A customer and an account belong together if they carry the same web address: nobody gives one twice.
 *
 * @param typed what people typed last, and what is found in its place
 * @param brokenInvoices posted invoices that are in Dataverse not once, or not whole
 * @param written Koppel's writes by the services' journal, as service, id and operation
 * @param told Koppel's writes by its own history, in the same words
 * @param perhaps writes of which the history says only that they may have arrived
 */
record AfterKills(
        List<JsonNode> customers,
        List<JsonNode> accounts,
        List<Coupling> couplings,
        List<Office.Typed> typed,
        List<String> brokenInvoices,
        List<String> written,
        List<String> told,
        List<String> perhaps) {

    /** Everything that is wrong, in sentences; empty if each record is there once, coupled, and as people left it. */
    List<String> findings() {
        List<String> findings = new ArrayList<>(brokenInvoices);
        Map<String, List<String>> there = byMark(accounts, "websiteurl", "accountid");
        Map<String, List<String>> here = byMark(customers, "website", "systemId");
        several(findings, "accounts", there);
        several(findings, "customers", here);
        Set<String> pairs = new TreeSet<>();
        here.forEach((mark, ids) -> {
            if (there.containsKey(mark)) {
                pairs.add(ids.get(0) + " " + there.get(mark).get(0));
            } else {
                findings.add("the customer of " + mark + " has no account");
            }
        });
        there.keySet().stream()
                .filter(mark -> !here.containsKey(mark))
                .forEach(mark -> findings.add("the account of " + mark + " has no customer"));
        coupled(findings, pairs);
        typed.stream()
                .filter(field -> !field.expected().equals(field.found()))
                .forEach(field ->
                        findings.add(field.what() + " is " + field.found() + " instead of " + field.expected()));
        Set<String> created = creates(written);
        Set<String> creates = creates(told);
        differing(findings, "history row of a create that nobody saw: ", creates, created);
        creates.addAll(creates(perhaps));
        differing(findings, "create without a history row: ", created, creates);
        List<String> rows = new ArrayList<>(told);
        more(findings, "history row of an update that nobody saw: ", rows, written);
        rows.addAll(perhaps);
        more(findings, "update without a history row: ", written, rows);
        return findings;
    }

    private static void more(List<String> findings, String what, List<String> these, List<String> those) {
        List<String> left = new ArrayList<>(these);
        those.forEach(left::remove);
        left.stream().filter(write -> !write.endsWith(" create")).forEach(write -> findings.add(what + write));
    }

    private void coupled(List<String> findings, Set<String> pairs) {
        Set<String> coupled = new TreeSet<>();
        for (Coupling coupling : couplings) {
            String pair = coupling.businessCentralId() + " " + coupling.dataverseId();
            if (!coupled.add(pair)) {
                findings.add("coupled twice: " + pair);
            }
            if (coupling.state().isPending()) {
                findings.add("still pending: " + pair);
            }
        }
        differing(findings, "not coupled: ", pairs, coupled);
        differing(findings, "coupled, but they do not belong together: ", coupled, pairs);
    }

    private static void differing(List<String> findings, String what, Set<String> these, Set<String> those) {
        these.stream().filter(one -> !those.contains(one)).forEach(one -> findings.add(what + one));
    }

    private static void several(List<String> findings, String what, Map<String, List<String>> byMark) {
        byMark.forEach((mark, ids) -> {
            if (ids.size() > 1) {
                findings.add(ids.size() + " " + what + " of " + mark);
            }
        });
    }

    private static Map<String, List<String>> byMark(List<JsonNode> rows, String mark, String id) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.path(mark).asText(),
                        TreeMap::new,
                        Collectors.mapping(row -> row.path(id).asText(), Collectors.toList())));
    }

    /** Once each: an invoice's lines come into being with it, in the same write. */
    private static Set<String> creates(List<String> writes) {
        return writes.stream()
                .filter(write -> write.endsWith(" create"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
