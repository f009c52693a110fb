package io.koppel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.koppel.mapping.FieldMapping;
import io.koppel.mapping.TableMapping;
import io.koppel.testing.Scene;
import java.util.List;

/** A shipped mapping as a started Koppel has it, after an edit of its file was taken back. */
record DefaultMapping(Scene scene, TableMapping mapping) {
    /** Puts a row of no use into the file, lets it be in force, and brings the shipped file back. */
    static DefaultMapping afterJunkRow(Scene scene, String id) {
        int before = enabled(scene.rig().koppel().mappings().get(id)).size();
        scene.edit(
                id,
                text -> text.replaceFirst(
                        "(?s)(    id: " + id + "\n.*?    fields:\n)",
                        "$1      - {constant: junk, dataverse: description, direction: to-dataverse}\n"));
        assertThat(enabled(scene.rig().koppel().mappings().get(id))).hasSize(before + 1);
        scene.shippedAgain();
        return new DefaultMapping(scene, scene.rig().koppel().mappings().get(id));
    }

    private static List<FieldMapping> enabled(TableMapping mapping) {
        return mapping.fields().stream().filter(FieldMapping::enabled).toList();
    }

    /** Its enabled rows: Business Central, the way, Dataverse. */
    List<String> rows() {
        return enabled(mapping).stream()
                .map(field -> field.businessCentral()
                        + switch (field.direction()) {
                            case BIDIRECTIONAL -> " = ";
                            case TO_DATAVERSE -> " > ";
                            case FROM_DATAVERSE -> " < ";
                        }
                        + field.dataverse())
                .toList();
    }

    /** Sets on both sides with the direction. */
    String tables() {
        return mapping.businessCentral().entitySet() + " " + mapping.direction().key() + " "
                + mapping.dataverse().table() + "." + mapping.dataverse().key();
    }

    /** Filters of both sides and whether only coupled records are synchronized. */
    String scope() {
        return mapping.businessCentral().filter() + " | " + mapping.dataverse().filter()
                + (mapping.dataverse().company() ? ", this company" : "") + " | " + mapping.onlyCoupled();
    }

    boolean isScheduled() {
        return scene.rig().koppel().camel().getRoute(mapping.id() + ".job") != null;
    }
}
