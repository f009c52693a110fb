package io.koppel.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Streams a CSDL document into tables: a Dataverse organization sends 4 MB and more, of which little is kept. */
final class MetadataReader {
    private static final class EntityType {
        @Nullable
        String base;

        final List<String> key = new ArrayList<>();
        final Map<String, ColumnModel> columns = new LinkedHashMap<>();
        final Map<String, NavigationModel> navigations = new LinkedHashMap<>();
    }

    private final Map<String, EntityType> types = new LinkedHashMap<>();
    private final Map<String, String> typeOfSet = new LinkedHashMap<>();
    private @Nullable EntityType type;
    private @Nullable ColumnModel column;

    ServiceModel read(InputStream edmx) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(edmx);
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start(xml);
                    case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                    default -> {}
                }
            }
        } catch (XMLStreamException | NumberFormatException e) {
            throw new IOException(
                    "expected the service's $metadata as CSDL, but it cannot be read: " + e.getMessage(), e);
        }
        Map<String, TableModel> tables = new LinkedHashMap<>();
        typeOfSet.forEach((set, typeName) -> tables.put(set, table(set, typeName)));
        return new ServiceModel(tables);
    }

    private void start(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "EntityType" -> {
                type = new EntityType();
                type.base = simpleName(xml.getAttributeValue(null, "BaseType"));
                types.put(xml.getAttributeValue(null, "Name"), type);
            }
            case "PropertyRef" -> {
                if (type != null) {
                    type.key.add(xml.getAttributeValue(null, "Name"));
                }
            }
            case "Property" -> {
                column = type == null ? null : column(xml);
                keep();
            }
            case "NavigationProperty" -> {
                if (type != null) {
                    NavigationModel navigation = navigation(xml);
                    type.navigations.put(navigation.name(), navigation);
                }
            }
            case "Annotation" -> {
                if (column != null
                        && "Org.OData.Core.V1.Computed".equals(xml.getAttributeValue(null, "Term"))
                        && !"false".equals(xml.getAttributeValue(null, "Bool"))) {
                    readOnly(column);
                }
            }
            case "EntitySet" ->
                typeOfSet.put(
                        xml.getAttributeValue(null, "Name"),
                        String.valueOf(simpleName(xml.getAttributeValue(null, "EntityType"))));
            default -> {}
        }
    }

    private void end(String element) {
        if ("EntityType".equals(element)) {
            type = null;
        } else if ("Property".equals(element)) {
            column = null;
        }
    }

    private void readOnly(ColumnModel open) {
        column = new ColumnModel(open.name(), open.type(), open.maxLength(), open.scale(), open.nullable(), true);
        keep();
    }

    private void keep() {
        if (type != null && column != null) {
            type.columns.put(column.name(), column);
        }
    }

    private static ColumnModel column(XMLStreamReader xml) {
        return new ColumnModel(
                xml.getAttributeValue(null, "Name"),
                xml.getAttributeValue(null, "Type"),
                number(xml.getAttributeValue(null, "MaxLength")),
                number(xml.getAttributeValue(null, "Scale")),
                !"false".equals(xml.getAttributeValue(null, "Nullable")),
                false);
    }

    private static NavigationModel navigation(XMLStreamReader xml) {
        String target = xml.getAttributeValue(null, "Type");
        boolean collection = target.startsWith("Collection(");
        String single = collection ? target.substring("Collection(".length(), target.length() - 1) : target;
        return new NavigationModel(xml.getAttributeValue(null, "Name"), String.valueOf(simpleName(single)), collection);
    }

    /** {@code max} and {@code Variable} are words of CSDL that set no limit. */
    private static @Nullable Integer number(@Nullable String text) {
        return text == null || !Character.isDigit(text.charAt(0)) ? null : Integer.valueOf(text);
    }

    private static @Nullable String simpleName(@Nullable String qualified) {
        return qualified == null ? null : qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    private TableModel table(String set, String typeName) {
        List<String> key = new ArrayList<>();
        Map<String, ColumnModel> columns = new LinkedHashMap<>();
        Map<String, NavigationModel> navigations = new LinkedHashMap<>();
        for (EntityType level = types.get(typeName); level != null; level = baseOf(level)) {
            key.addAll(level.key);
            level.columns.forEach(columns::putIfAbsent);
            level.navigations.forEach(navigations::putIfAbsent);
        }
        return new TableModel(set, typeName, List.copyOf(key), columns, navigations);
    }

    private @Nullable EntityType baseOf(EntityType level) {
        return level.base == null ? null : types.get(level.base);
    }
}
