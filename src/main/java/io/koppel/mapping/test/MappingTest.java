package io.koppel.mapping.test;

import io.koppel.mapping.ColumnLimits;
import io.koppel.mapping.Direction;
import io.koppel.mapping.FieldTransfer;
import io.koppel.mapping.TableMapping;
import io.koppel.mapping.TransferFailure;
import io.koppel.mapping.Transferred;
import io.koppel.mapping.test.MappingTests.TestNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One test of one mapping: transfers the given record and compares. Lengths are unknown here, so nothing is cut. */
final class MappingTest {
    private static final Set<String> KEYS =
            Set.of("name", "direction", "given", "existing", "couplings", "expect", "expectFailure");

    private final TableMapping mapping;
    private final Map<String, TableMapping> all;

    MappingTest(TableMapping mapping, Map<String, TableMapping> all) {
        this.mapping = mapping;
        this.all = all;
    }

    /** What differs from what the test expects. */
    List<String> run(TestNode test) {
        for (Object key : test.map().keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(test.path() + ": unknown key '" + key + "', expected one of "
                        + String.join(", ", new TreeSet<>(KEYS)));
            }
        }
        TestNode given = test.node("given");
        TestNode expected = test.node("expect");
        if (given == null || (expected == null) == !test.map().containsKey("expectFailure")) {
            throw new IllegalArgumentException(
                    test.path() + ": expected 'given', and either 'expect' or 'expectFailure'");
        }
        Direction pass = test.direction();
        if (!mapping.passes().contains(pass)) {
            return List.of("direction: " + mapping.id() + " does not go " + pass.key());
        }
        TestNode existing = test.node("existing");
        Transferred result = FieldTransfer.of(mapping, pass, ColumnLimits.UNKNOWN, ColumnLimits.UNKNOWN)
                .transfer(given.record(), existing == null ? null : existing.record(), lookups(test));
        return expected == null
                ? failure(test.text("expectFailure"), result.failure())
                : payload(expected.record(), result);
    }

    private GivenLookups lookups(TestNode test) {
        Map<String, Map<String, String>> couplings = new LinkedHashMap<>();
        TestNode given = test.node("couplings");
        if (given != null) {
            given.record().forEach((name, pairs) -> {
                Map<String, String> texts = new LinkedHashMap<>();
                new TestNode(test.path() + ": couplings: " + name, pairs)
                        .record()
                        .forEach((from, to) -> texts.put(from, String.valueOf(to)));
                couplings.put(name, texts);
            });
        }
        Map<String, String> sets = new LinkedHashMap<>();
        all.values().forEach(other -> sets.put(other.id(), other.dataverse().entitySet()));
        return new GivenLookups(couplings, sets);
    }

    private static List<String> failure(String expected, @Nullable TransferFailure failure) {
        if (failure == null) {
            return List.of("expected a failure with '" + expected + "', but the record was transferred");
        }
        return failure.message().contains(expected)
                ? List.of()
                : List.of("expected a failure with '" + expected + "', found '" + failure.message() + "'");
    }

    private static List<String> payload(Map<String, @Nullable Object> expected, Transferred result) {
        if (result.failure() != null) {
            return List.of("expected a payload, but the record failed: "
                    + result.failure().message());
        }
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(result.payload().keySet());
        for (String name : names) {
            String wanted = expected.containsKey(name) ? shown(expected.get(name)) : "nothing";
            String found =
                    result.payload().containsKey(name) ? shown(result.payload().get(name)) : "nothing";
            if (!wanted.equals(found)) {
                differences.add(name + ": expected " + wanted + ", found " + found);
            }
        }
        return differences;
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }
}
