package io.koppel.sandbox.bc;

import io.koppel.sandbox.http.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/** A surface's {@code $metadata}: CSDL 4.0, made of the model. */
final class MetadataDocument {
    private final StringBuilder xml = new StringBuilder(1 << 16);
    private final Model model;
    private final Surface surface;

    private MetadataDocument(Model model, Surface surface) {
        this.model = model;
        this.surface = surface;
    }

    static SandboxResponse of(Model model, Surface surface) {
        byte[] xml = new MetadataDocument(model, surface).write().getBytes(StandardCharsets.UTF_8);
        return SandboxResponse.of(200).withBody("application/xml; charset=utf-8", xml);
    }

    private String write() {
        xml.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        xml.append("<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n");
        xml.append("<edmx:DataServices>\n<Schema Namespace=\"").append(surface.namespace());
        xml.append("\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n");
        List<EntitySet> sets =
                model.sets().stream().filter(set -> set.surface() == surface).toList();
        sets.forEach(this::type);
        enums(sets);
        sets.forEach(this::actions);
        xml.append("<EntityContainer Name=\"NAV\">\n");
        for (EntitySet set : sets) {
            xml.append("<EntitySet Name=\"").append(set.name()).append("\" EntityType=\"");
            xml.append(surface.namespace()).append('.').append(set.type()).append("\"/>\n");
        }
        return xml.append("</EntityContainer>\n</Schema>\n</edmx:DataServices>\n</edmx:Edmx>\n")
                .toString();
    }

    private void type(EntitySet set) {
        xml.append("<EntityType Name=\"").append(set.type()).append("\">\n<Key>");
        set.keys().forEach(key -> xml.append("<PropertyRef Name=\"").append(key).append("\"/>"));
        xml.append("</Key>\n");
        for (Property property : set.properties()) {
            xml.append("<Property Name=\"").append(property.name()).append("\" Type=\"");
            xml.append(edm(property)).append('"');
            if (set.keys().contains(property.name())) {
                xml.append(" Nullable=\"false\"");
            }
            if (property.maxLength() > 0 && !property.isOption()) {
                xml.append(" MaxLength=\"").append(property.maxLength()).append('"');
            }
            if (property.kind() == FieldKind.DECIMAL) {
                xml.append(" Scale=\"Variable\"");
            }
            xml.append("/>\n");
        }
        navigation(set);
        xml.append("</EntityType>\n");
    }

    private void navigation(EntitySet set) {
        for (Navigation navigation : set.navigations().values()) {
            EntitySet target = model.set(surface, navigation.target());
            if (target != null) {
                String type = surface.namespace() + "." + target.type();
                xml.append("<NavigationProperty Name=\"")
                        .append(navigation.name())
                        .append("\" Type=\"");
                xml.append(navigation.many() ? "Collection(" + type + ")" : type);
                xml.append("\" ContainsTarget=\"true\"/>\n");
            }
        }
    }

    private void actions(EntitySet set) {
        for (String action : set.actions()) {
            xml.append("<Action Name=\"")
                    .append(action)
                    .append("\" IsBound=\"true\"><Parameter Name=\"bindingParameter\"");
            xml.append(" Type=\"")
                    .append(surface.namespace())
                    .append('.')
                    .append(set.type())
                    .append("\"/>");
            if (action.equals("registerPayment")) {
                xml.append("<Parameter Name=\"amount\" Type=\"Edm.Decimal\" Scale=\"Variable\"/>");
            }
            if (action.equals("addNote")) {
                for (String parameter : List.of("description", "text")) {
                    xml.append("<Parameter Name=\"").append(parameter).append("\" Type=\"Edm.String\"/>");
                }
            }
            if (action.equals("addToInvoice")) {
                xml.append("<Parameter Name=\"invoiceId\" Type=\"Edm.Guid\"/>");
            }
            xml.append("</Action>\n");
        }
    }

    private String edm(Property property) {
        return property.isOption() && surface.isApi()
                ? surface.namespace() + "." + property.options()
                : property.kind().column().edm();
    }

    private void enums(List<EntitySet> sets) {
        TreeSet<String> used = new TreeSet<>();
        for (EntitySet set : sets) {
            set.properties().stream()
                    .filter(Property::isOption)
                    .filter(property -> surface.isApi())
                    .forEach(property -> used.add(property.options()));
        }
        for (String name : used) {
            xml.append("<EnumType Name=\"").append(name).append("\">");
            int value = 0;
            for (String member : model.enums().getOrDefault(name, List.of())) {
                xml.append("<Member Name=\"").append(Computed.encoded(member));
                xml.append("\" Value=\"").append(value++).append("\"/>");
            }
            xml.append("</EnumType>\n");
        }
    }
}
