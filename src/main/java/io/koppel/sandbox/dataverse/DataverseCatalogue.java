package io.koppel.sandbox.dataverse;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables the sandbox's Dataverse has, read once from the column files beside this class. */
public final class DataverseCatalogue {
    private static final List<String> TABLES = List.of(
            "organization",
            "businessunit",
            "systemuser",
            "team",
            "role",
            "transactioncurrency",
            "bcbi_company",
            "msdyn_postconfig",
            "nav_connection",
            "nav_accountstatistics",
            "account",
            "contact",
            "uomschedule",
            "uom",
            "pricelevel",
            "discounttype",
            "discount",
            "product",
            "productpricelevel",
            "opportunity",
            "quote",
            "quotedetail",
            "salesorder",
            "salesorderdetail",
            "invoice",
            "invoicedetail",
            "incident",
            "annotation",
            "post",
            "fab_vehicle");

    /** Collections between two tables that no lookup column stands behind. */
    public static final List<ManyToMany> ASSOCIATIONS = List.of(
            new ManyToMany("teammembership_association", "team", "systemuser"),
            new ManyToMany("systemuserroles_association", "systemuser", "role"),
            new ManyToMany("teamroles_association", "team", "role"));

    private final Map<String, DataverseTable> byLogicalName = new LinkedHashMap<>();
    private final Map<String, DataverseTable> bySet = new LinkedHashMap<>();

    private DataverseCatalogue() {
        for (String name : TABLES) {
            DataverseTable table = ColumnFile.read(name);
            byLogicalName.put(name, table);
            bySet.put(table.entitySet(), table);
        }
    }

    /** A many-to-many relationship; the navigation property has the same name at both ends. */
    public record ManyToMany(String name, String first, String second) {
        /** The table at the other end, or null when `table` is no end of it. */
        public @Nullable String otherEnd(String table) {
            return table.equals(first) ? second : table.equals(second) ? first : null;
        }
    }

    /** The catalogue as shipped. */
    public static DataverseCatalogue load() {
        return new DataverseCatalogue();
    }

    /** All tables, those that others refer to first. */
    public Collection<DataverseTable> tables() {
        return byLogicalName.values();
    }

    /** The table of this logical name, or null. */
    public @Nullable DataverseTable table(String logicalName) {
        return byLogicalName.get(logicalName);
    }

    /** The table of this logical name, which must exist. */
    public DataverseTable required(String logicalName) {
        DataverseTable table = byLogicalName.get(logicalName);
        if (table == null) {
            throw new IllegalArgumentException("no table " + logicalName + " in the sandbox");
        }
        return table;
    }

    /** The table behind this entity set, or null. */
    public @Nullable DataverseTable entitySet(String name) {
        return bySet.get(name);
    }

    /** The many-to-many relationship that leads from `table` under this name, or null. */
    public static @Nullable ManyToMany association(DataverseTable table, String name) {
        for (ManyToMany association : ASSOCIATIONS) {
            if (association.name().equals(name) && association.otherEnd(table.logicalName()) != null) {
                return association;
            }
        }
        return null;
    }

    /**
     * The lookup behind a collection-valued navigation property.
     *
     * @return the column on the other table whose navigation names `name` as its partner on `table`, or null
     */
    public @Nullable Reverse reverse(DataverseTable table, String name) {
        for (DataverseTable other : tables()) {
            for (DataverseColumn column : other.columns()) {
                for (DataverseNavigation navigation : column.navigations()) {
                    if (name.equals(navigation.partner()) && navigation.target().equals(table.logicalName())) {
                        return new Reverse(other, column);
                    }
                }
            }
        }
        return null;
    }

    /** Rows of `table` whose `lookup` points at a row. */
    public record Reverse(DataverseTable table, DataverseColumn lookup) {}
}
