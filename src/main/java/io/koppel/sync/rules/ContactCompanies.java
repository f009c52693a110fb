package io.koppel.sync.rules;

import io.koppel.mapping.Conversion;
import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.Side;
import io.koppel.mapping.TableMapping;
import io.koppel.odata.Row;
import io.koppel.sync.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The company of a person: a customer or, where its company is no customer, a vendor (table-mappings.md §8.3). Business Central
 * shows the two in two properties, of which the field row reads the first; a vendor is shown there, too.
 */
final class ContactCompanies {
    /** The property that the field row of the parent account reads. */
    static final String COMPANY = "customerId";

    static final String VENDOR = "vendorId";
    private static final String NONE = "00000000-0000-0000-0000-000000000000";
    private final Engine engine;

    ContactCompanies(Engine engine) {
        this.engine = engine;
    }

    /** The mappings of companies that a mapping of contacts refers to, customers first. */
    List<TableMapping> of(TableMapping contacts) {
        return names(contacts).stream()
                .map(name -> engine.mappings().apply(name))
                .filter(Objects::nonNull)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    static List<String> names(TableMapping contacts) {
        for (FieldMapping field : contacts.fields()) {
            if ("parentcustomerid".equals(field.dataverse())
                    && field.conversion() instanceof Conversion.CouplingOf coupling) {
                return coupling.mappings();
            }
        }
        return List.of();
    }

    /** The property of a contact that takes a record of this mapping as its company. */
    static String property(TableMapping companies) {
        return companies.businessCentral().entitySet().equals("vendors") ? VENDOR : COMPANY;
    }

    /** A contact of Business Central whose vendor stands where the field row looks for its company. */
    static Row withVendor(Side side, Row row) {
        if (side != Side.BUSINESS_CENTRAL || !isNone(row.get(COMPANY)) || isNone(row.get(VENDOR))) {
            return row;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
        values.put(COMPANY, row.get(VENDOR));
        return new Row(row.etag(), values);
    }

    static boolean isNone(@Nullable Object id) {
        return id == null || id.toString().isBlank() || id.equals(NONE);
    }
}
