package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import io.koppel.sandbox.core.Values;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts the members of a request's body into a row, one after the other, each validated before the next
 * (business-central-api.md §6: fields are validated in turn).
 */
final class BodyWriter {
    private final BcSession session;
    private final EntitySet set;
    private final RowDraft draft;
    private final boolean create;
    private final WireValues values;
    /** What each id or code of a pair has set its field to: both given must agree. */
    private final Map<String, String> codes = new HashMap<>();

    BodyWriter(BcSession session, EntitySet set, RowDraft draft, boolean create) {
        this.session = session;
        this.set = set;
        this.draft = draft;
        this.create = create;
        this.values = new WireValues(session.data().model().enums());
    }

    void apply(Map<String, @Nullable Object> body) {
        body.forEach((name, json) -> {
            if (!name.startsWith("@odata.")) {
                apply(name, json);
            }
        });
        if (create || body.keySet().stream().anyMatch(name -> isRequired(set.find(name)))) {
            set.properties().stream().filter(BodyWriter::isRequired).forEach(this::refuseBlank);
        }
    }

    private static boolean isRequired(@Nullable Property property) {
        return property != null && !property.mayBeBlank();
    }

    private void refuseBlank(Property property) {
        Field field = property.field();
        if (field != null && draft.text(field.name()).isEmpty()) {
            throw BcException.dialog("The " + property.name() + " must not be blank.");
        }
    }

    private void apply(String name, @Nullable Object json) {
        Property property = set.find(name);
        if (property == null) {
            throw BcException.badRequest("The property '" + name + "' does not exist on type '"
                    + set.surface().namespace() + "." + set.type()
                    + "'. Make sure to only use property names that are defined by the type.");
        }
        if (property.computed().equals("id")) {
            sameId(property, json);
            return;
        }
        if (property.access() == Property.Access.READ_ONLY) {
            throw new BcException(
                    400, "BadRequest_InvalidOperation", "The property '" + name + "' is read-only; leave it out.");
        }
        Object value = values.read(set, property, json);
        Field field = property.field();
        if (field != null) {
            if (property.access() == Property.Access.CREATE_ONLY && !create) {
                refuseChange(property, field, value);
            }
            store(property.name(), field, value);
        } else {
            computed(property, value);
        }
    }

    private void refuseChange(Property property, Field field, @Nullable Object value) {
        Object old = draft.get(field.column());
        if (!java.util.Objects.equals(old, value)) {
            throw new BcException(
                    400, "BadRequest_InvalidOperation", property.name() + " can only be set when the row is created.");
        }
    }

    private void sameId(Property property, @Nullable Object json) {
        if (!create && !draft.id().toString().equals(json)) {
            throw BcException.dialog("The " + property.name() + " cannot be changed.");
        }
    }

    private void store(String property, Field field, @Nullable Object value) {
        if (value instanceof String || value == null) {
            String text = value == null ? "" : (String) value;
            String agreed = field.relation().startsWith("@") || field.options().length() > 0
                    ? null
                    : codes.putIfAbsent(field.name(), text);
            if (agreed != null && !agreed.equals(text)) {
                throw BcException.dialog("The values given for " + field.name() + " do not agree: '" + agreed
                        + "' and '" + text + "' (" + property + ").");
            }
            FieldRelations.check(session.data(), field, draft, text);
        }
        draft.set(field.column(), value);
        TableRules.of(set.table()).validate(session, draft, field.name());
    }

    private void computed(Property property, @Nullable Object value) {
        String[] parts = property.computed().split(":");
        switch (parts[0]) {
            case "reference" -> store(property.name(), set.table().field(parts[2]), codeOf(property, parts[1], value));
            case "own", "ownText" -> {
                if (property.access() == Property.Access.CREATE_ONLY && !create) {
                    refuseChange(property, set.table().field(parts[1]), value);
                }
                store(property.name(), set.table().field(parts[1]), value);
            }
            case "localCode" -> localCode(property, set.table().field(parts[1]), value);
            case "unserved" -> {
                if (value != null) {
                    throw BcException.dialog("The " + parts[1] + " with id " + value + " does not exist.");
                }
            }
            case "referenceIf" -> referenceIf(property, parts, value);
            case "inventory" -> adjust(property, value);
            case "pair" -> store(property.name(), set.table().field(parts[3]), secondOfPair(property, parts, value));
            case "dimensionValue" ->
                store(
                        property.name(),
                        set.table().field("Dimension Value Code"),
                        DimensionRules.codeOf(session.data(), property.name(), value));
            case "customerOfCompany" -> company(property, "Customer", value);
            case "vendorOfCompany" -> company(property, "Vendor", value);
            default -> relink(property, value);
        }
    }

    /** The company of a contact by its customer or vendor; nothing clears it only where it is one. */
    private void company(Property property, String kind, @Nullable Object value) {
        BcTable partners = session.data().table(kind);
        if (value != null && !value.equals(Values.ZERO_ID)) {
            Row partner = partner(property, kind, (UUID) value);
            store(property.name(), set.table().field("Company No."), partners.text(partner, "Company Contact No."));
            return;
        }
        Row company = session.data().byKey("Contact", draft.text("Company No."));
        if (company != null && !set.table().text(company, kind + " Number").isEmpty()) {
            store(property.name(), set.table().field("Company No."), null);
        }
    }

    /** The id of a row whose table another field names: it sets both. */
    private void referenceIf(Property property, String[] parts, @Nullable Object value) {
        String code = codeOf(property, parts[1], value);
        if (code != null) {
            store(property.name(), set.table().field(parts[2]), parts[1]);
            store(property.name(), set.table().field(parts[3]), code);
        }
    }

    /** A changed inventory posts the difference (business-central-api.md §6.2); a new item has none yet (§6.3). */
    private void adjust(Property property, @Nullable Object value) {
        BigDecimal wanted = value == null ? BigDecimal.ZERO : (BigDecimal) value;
        if (create && wanted.signum() != 0) {
            throw BcException.dialog("The " + property.name() + " cannot be set when the item is created.");
        }
        if (!create) {
            ItemRules.adjustInventory(session, draft, wanted);
        }
    }

    private @Nullable String codeOf(Property property, String table, @Nullable Object id) {
        if (id == null || id.equals(Values.ZERO_ID)) {
            return null;
        }
        String code = session.data().keyOf(table, (UUID) id);
        if (code == null) {
            throw BcException.dialog("The " + property.name() + " does not match a " + table + ": " + id + ".");
        }
        return code;
    }

    /** A row below this one, such as a unit of an item, by its id: its own code, the second field of its key. */
    private String secondOfPair(Property property, String[] parts, @Nullable Object id) {
        BcTable below = session.data().table(parts[1]);
        Row row = id instanceof UUID given ? below.rows().findForWrite(given) : null;
        if (row == null || !below.text(row, below.keyField()).equals(draft.text(parts[2]))) {
            throw BcException.dialog("The " + property.name() + " does not match a " + parts[1] + " of "
                    + set.table().name() + " " + draft.text(parts[2]) + ": " + id + ".");
        }
        return below.text(row, below.keys().get(1));
    }

    /** API v2.0 shows the local currency's code where the row has none, and takes it for none. */
    private void localCode(Property property, Field field, @Nullable Object value) {
        String code = value == null ? "" : (String) value;
        String stored = code.equals(session.data().localCurrency()) ? "" : code;
        if (!stored.isEmpty() && session.data().byKey("Currency", stored) == null) {
            throw BcException.dialog("The " + property.name() + " does not match a Currency: " + code + ".");
        }
        store(property.name(), field, stored.isEmpty() ? null : stored);
    }

    private Row partner(Property property, String kind, UUID id) {
        Row partner = session.data().table(kind).rows().findForWrite(id);
        if (partner == null) {
            throw BcException.dialog("The " + property.name() + " does not match a " + kind + ": " + id + ".");
        }
        return partner;
    }

    /** On customerContacts the customer's id re-links the whole company (business-central-api.md §12.3). */
    private void relink(Property property, @Nullable Object value) {
        BcTable contacts = session.data().table("Contact");
        Row company = session.data().byKey("Contact", draft.text("Company No."));
        if (company == null) {
            throw BcException.dialog("The contact has no company that could be linked to a customer.");
        }
        String number = value == null
                ? ""
                : session.data().table("Customer").text(partner(property, "Customer", (UUID) value), "No.");
        RowDraft linked = company.edit(contacts.rows().schema()).set("Customer Number", number);
        session.modify(contacts, company, linked, false);
    }
}
