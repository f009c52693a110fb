package io.koppel.sandbox.bc;

import io.koppel.sandbox.core.Row;
import io.koppel.sandbox.core.RowDraft;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sales prices, price lists and their lines: periods that do not end before they start, units that the item has. */
final class PriceRules extends KeyRules {
    static final PriceRules INSTANCE = new PriceRules();

    private static final long LINE_STEP = 10_000;

    /** What a line has from its list, unless the list lets lines differ (Allow Updating Defaults). */
    private static final List<String> SHARED =
            List.of("Currency Code", "Starting Date", "Ending Date", "Source Type", "Source No.");

    @Override
    public void beforeInsert(BcSession session, BcTable table, RowDraft draft) {
        if (table.name().equals("Price List Header") && draft.text("Code").isEmpty()) {
            draft.set(
                    "Code",
                    session.data()
                            .series()
                            .next("Price List", code -> session.data().byKey(table.name(), code) != null));
        }
        if (table.name().equals("Price List Line")) {
            line(session, table, draft);
        }
        check(session, table, draft);
        super.beforeInsert(session, table, draft);
    }

    @Override
    public void beforeModify(BcSession session, BcTable table, Row before, RowDraft draft) {
        check(session, table, draft);
        super.beforeModify(session, table, before, draft);
    }

    private static void line(BcSession session, BcTable table, RowDraft draft) {
        BcTable headers = session.data().table("Price List Header");
        Row header = session.data().byKey("Price List Header", draft.text("Price List Code"));
        if (header == null) {
            throw BcException.dialog(
                    "Price List Code must name a price list; the line has '" + draft.text("Price List Code") + "'.");
        }
        if (draft.get("Line No.") == null) {
            draft.set("Line No.", lastLine(table, draft.text("Price List Code")) + LINE_STEP);
        }
        for (String field : SHARED) {
            if (draft.get(field) == null) {
                draft.set(field, header.get(headers.column(field)));
            }
        }
        draft.set("Price Type", header.get(headers.column("Price Type")));
        draft.set("Status", header.get(headers.column("Status")));
        if (draft.get("Amount Type") == null) {
            draft.set("Amount Type", header.get(headers.column("Amount Type")));
        }
        if (draft.text("Description").isEmpty()) {
            draft.set("Description", assetName(session.data(), draft));
        }
    }

    private static long lastLine(BcTable table, String code) {
        long last = 0;
        for (Row row : table.rows().rowsWith(table.column("Price List Code"), code)) {
            last = Math.max(last, row.get(table.column("Line No.")) instanceof Long number ? number : 0);
        }
        return last;
    }

    private static @Nullable String assetName(BcData data, RowDraft line) {
        String type = line.text("Asset Type");
        Row asset = type.equals("Item") || type.equals("Resource") ? data.byKey(type, line.text("Asset No.")) : null;
        return asset == null ? null : data.table(type).text(asset, type.equals("Item") ? "Description" : "Name");
    }

    private static void check(BcSession session, BcTable table, RowDraft draft) {
        if (draft.get("Starting Date") instanceof LocalDate from
                && draft.get("Ending Date") instanceof LocalDate to
                && to.isBefore(from)) {
            throw BcException.dialog("Starting Date " + from + " cannot be after Ending Date " + to + ".");
        }
        boolean classic = table.name().equals("Sales Price");
        if (!classic && !table.name().equals("Price List Line")) {
            return;
        }
        String type = classic ? "Item" : draft.text("Asset Type");
        String number = draft.text(classic ? "Item No." : "Asset No.");
        String unit = draft.text("Unit of Measure Code");
        boolean hasUnits = type.equals("Item") || type.equals("Resource");
        if (hasUnits && !unit.isEmpty() && session.data().byPair(type + " Unit of Measure", number, unit) == null) {
            throw new BcException(
                    400,
                    "Internal_InvalidTableRelation",
                    "The field Unit of Measure Code contains a value (" + unit
                            + ") that cannot be found in the related table " + type + " Unit of Measure.");
        }
    }

    @Override
    public void afterModify(BcSession session, BcTable table, Row before, Row after, boolean direct) {
        super.afterModify(session, table, before, after, direct);
        if (!table.name().equals("Price List Header")) {
            return;
        }
        boolean free = Boolean.TRUE.equals(after.get(table.column("Allow Updating Defaults")));
        for (Row line : lines(session, table.text(after, "Code"))) {
            BcTable lines = session.data().table("Price List Line");
            RowDraft draft = line.edit(lines.rows().schema());
            draft.set("Status", after.get(table.column("Status")));
            for (String field : SHARED) {
                if (!free && !same(before.get(table.column(field)), after.get(table.column(field)))) {
                    draft.set(field, after.get(table.column(field)));
                }
            }
            session.modify(lines, line, draft, false);
        }
    }

    @Override
    public void afterDelete(BcSession session, BcTable table, Row row) {
        if (table.name().equals("Price List Header")) {
            for (Row line : lines(session, table.text(row, "Code"))) {
                session.deleteAlong(session.data().table("Price List Line"), line);
            }
        }
    }

    private static List<Row> lines(BcSession session, String code) {
        BcTable table = session.data().table("Price List Line");
        List<Row> lines = new ArrayList<>();
        table.rows().rowsWith(table.column("Price List Code"), code).forEach(lines::add);
        return lines;
    }
}
