package io.koppel.sandbox.dataverse;

import io.koppel.sandbox.dataverse.DataverseCatalogue.ManyToMany;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes `$metadata`: entity types, keys, navigation properties, sets, and the actions and functions the sandbox has. Names
 * and types are those of metadata/README.md §1; `MaxLength` is added where the service leaves it to `EntityDefinitions`, so
 * that a validation needs one document only.
 */
final class DataverseCsdl {
    private static final String READ_ONLY =
            """
                <Annotation Term="Org.OData.Core.V1.Permissions">\
            <EnumMember>Org.OData.Core.V1.PermissionType/Read</EnumMember></Annotation>
            """;

    private final DataverseCatalogue catalogue;
    private final Map<String, List<AlternateKey>> keys;
    private final StringBuilder out = new StringBuilder(1 << 17);

    private DataverseCsdl(DataverseCatalogue catalogue, Map<String, List<AlternateKey>> keys) {
        this.catalogue = catalogue;
        this.keys = keys;
    }

    /** The whole document. `keys` are the alternate keys per table's logical name. */
    static String write(DataverseCatalogue catalogue, Map<String, List<AlternateKey>> keys) {
        DataverseCsdl writer = new DataverseCsdl(catalogue, keys);
        writer.document();
        return writer.out.toString();
    }

    private void document() {
        out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
                .append("<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n")
                .append("<edmx:DataServices>\n<Schema Namespace=\"Microsoft.Dynamics.CRM\" Alias=\"mscrm\"")
                .append(" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n")
                .append("<EntityType Name=\"crmbaseentity\" Abstract=\"true\"/>\n")
                .append("<EntityType Name=\"principal\" BaseType=\"mscrm.crmbaseentity\" Abstract=\"true\">\n")
                .append("  <Key><PropertyRef Name=\"ownerid\"/></Key>\n")
                .append("  <Property Name=\"ownerid\" Type=\"Edm.Guid\"/>\n</EntityType>\n")
                .append("<ComplexType Name=\"BooleanManagedProperty\">\n")
                .append("  <Property Name=\"Value\" Type=\"Edm.Boolean\" Nullable=\"false\"/>\n")
                .append("  <Property Name=\"CanBeChanged\" Type=\"Edm.Boolean\" Nullable=\"false\"/>\n")
                .append("  <Property Name=\"ManagedPropertyLogicalName\" Type=\"Edm.String\"/>\n</ComplexType>\n");
        catalogue.tables().forEach(this::entityType);
        out.append(OperationsCsdl.OPERATIONS)
                .append(DocumentsCsdl.OPERATIONS)
                .append("<EntityContainer Name=\"System\">\n");
        catalogue.tables().forEach(this::entitySet);
        out.append(OperationsCsdl.IMPORTS)
                .append(DocumentsCsdl.imports())
                .append("</EntityContainer>\n</Schema>\n</edmx:DataServices>\n</edmx:Edmx>\n");
    }

    private void entityType(DataverseTable table) {
        boolean principal = isPrincipal(table);
        out.append("<EntityType Name=\"")
                .append(table.logicalName())
                .append("\" BaseType=\"mscrm.")
                .append(principal ? "principal" : "crmbaseentity")
                .append("\">\n");
        if (!principal) {
            out.append("  <Key><PropertyRef Name=\"")
                    .append(table.key().logicalName())
                    .append("\"/></Key>\n");
        }
        for (DataverseColumn column : table.columns()) {
            if (!(principal && column.logicalName().equals("ownerid"))) {
                property(column);
            }
        }
        table.columns().forEach(this::navigations);
        collections(table);
        keys.getOrDefault(table.logicalName(), List.of()).forEach(this::alternateKey);
        out.append("</EntityType>\n");
    }

    private void property(DataverseColumn column) {
        out.append("  <Property Name=\"")
                .append(column.property())
                .append("\" Type=\"")
                .append(column.type().edmType())
                .append('"');
        if (column.maxLength() > 0) {
            out.append(" MaxLength=\"").append(column.maxLength()).append("\" Unicode=\"false\"");
        }
        if (column.type().edmType().equals("Edm.Decimal")) {
            out.append(" Scale=\"Variable\"");
        }
        if (column.phase() == WritePhase.NEVER || column.type().isReference()) {
            out.append(">\n").append(READ_ONLY).append("  </Property>\n");
        } else {
            out.append("/>\n");
        }
    }

    private void navigations(DataverseColumn column) {
        for (DataverseNavigation navigation : column.navigations()) {
            String partner = navigation.partner();
            out.append("  <NavigationProperty Name=\"")
                    .append(navigation.name())
                    .append("\" Type=\"mscrm.")
                    .append(navigation.target())
                    .append("\" Nullable=\"false\"")
                    .append(partner == null ? "" : " Partner=\"" + partner + "\"")
                    .append("><ReferentialConstraint Property=\"")
                    .append(column.property())
                    .append("\" ReferencedProperty=\"")
                    .append(
                            navigation.target().equals("principal")
                                    ? "ownerid"
                                    : catalogue
                                            .required(navigation.target())
                                            .key()
                                            .logicalName())
                    .append("\"/></NavigationProperty>\n");
        }
    }

    private void collections(DataverseTable table) {
        for (Map.Entry<String, DataverseTable> entry : partners(table).entrySet()) {
            out.append("  <NavigationProperty Name=\"")
                    .append(entry.getKey())
                    .append("\" Type=\"Collection(mscrm.")
                    .append(entry.getValue().logicalName())
                    .append(")\"/>\n");
        }
    }

    private Map<String, DataverseTable> partners(DataverseTable table) {
        Map<String, DataverseTable> partners = new TreeMap<>();
        for (DataverseTable other : catalogue.tables()) {
            for (DataverseColumn column : other.columns()) {
                for (DataverseNavigation navigation : column.navigations()) {
                    String partner = navigation.partner();
                    if (partner != null && navigation.target().equals(table.logicalName())) {
                        partners.put(partner, other);
                    }
                }
            }
        }
        for (ManyToMany association : DataverseCatalogue.ASSOCIATIONS) {
            String other = association.otherEnd(table.logicalName());
            if (other != null) {
                partners.put(association.name(), catalogue.required(other));
            }
        }
        return partners;
    }

    private void alternateKey(AlternateKey key) {
        out.append("  <Annotation Term=\"OData.Community.Keys.V1.AlternateKeys\"><Collection><Record")
                .append(" Type=\"OData.Community.Keys.V1.AlternateKey\"><PropertyValue Property=\"Key\"><Collection>");
        for (String column : key.columns()) {
            out.append(
                            "<Record Type=\"OData.Community.Keys.V1.PropertyRef\"><PropertyValue Property=\"Alias\" String=\"")
                    .append(column)
                    .append("\"/><PropertyValue Property=\"Name\" PropertyPath=\"")
                    .append(column)
                    .append("\"/></Record>");
        }
        out.append("</Collection></PropertyValue></Record></Collection></Annotation>\n");
    }

    private void entitySet(DataverseTable table) {
        out.append("  <EntitySet Name=\"")
                .append(table.entitySet())
                .append("\" EntityType=\"Microsoft.Dynamics.CRM.")
                .append(table.logicalName())
                .append("\">\n");
        for (DataverseColumn column : table.columns()) {
            for (DataverseNavigation navigation : column.navigations()) {
                if (!navigation.target().equals("principal")) {
                    binding(navigation.name(), catalogue.required(navigation.target()));
                }
            }
        }
        partners(table).forEach(this::binding);
        out.append("    <Annotation Term=\"Org.OData.Capabilities.V1.SkipSupported\" Bool=\"false\"/>\n")
                .append("    <Annotation Term=\"Org.OData.Capabilities.V1.ChangeTracking\"><Record>")
                .append("<PropertyValue Property=\"Supported\" Bool=\"" + table.isTracked()
                        + "\"/></Record></Annotation>\n  </EntitySet>\n");
    }

    private void binding(String path, DataverseTable target) {
        out.append("    <NavigationPropertyBinding Path=\"")
                .append(path)
                .append("\" Target=\"")
                .append(target.entitySet())
                .append("\"/>\n");
    }

    private static boolean isPrincipal(DataverseTable table) {
        return switch (table.logicalName().toLowerCase(Locale.ROOT)) {
            case "systemuser", "team" -> true;
            default -> false;
        };
    }
}
