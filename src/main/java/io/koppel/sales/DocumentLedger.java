package io.koppel.sales;

import io.koppel.store.Database;
import io.koppel.store.StoredText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code sales_document}. It is what makes an order of Sales at most one order of Business Central, whatever dies
 * when: the id is chosen and committed here before the request leaves, and the row outlives the order's posting and deletion
 * (sales-documents.md §1.2; promises.md P1). Methods with a connection take part in the caller's transaction.
 */
public final class DocumentLedger {
    private static final String COLUMNS =
            "kind, dataverse_id, business_central_id, state, number, name, message, run, at";

    private final Database database;
    private final String company;

    public DocumentLedger(Database database, String company) {
        this.database = database;
        this.company = company;
    }

    /** What is known of some documents, by their ids in Sales. */
    public Map<UUID, DocumentEntry> find(DocumentKind kind, Collection<UUID> dataverseIds) {
        return database.read(connection -> find(connection, kind, "dataverse_id", dataverseIds, new HashMap<>()));
    }

    /** What is known of one document. */
    public Optional<DocumentEntry> find(DocumentKind kind, UUID dataverseId) {
        return Optional.ofNullable(find(kind, List.of(dataverseId)).get(dataverseId));
    }

    /** What is known of documents of Business Central, by the ids of those in Sales. */
    public Map<UUID, DocumentEntry> ofBusinessCentral(DocumentKind kind, Collection<UUID> businessCentralIds) {
        return database.read(
                connection -> find(connection, kind, "business_central_id", businessCentralIds, new HashMap<>()));
    }

    /** What is known of documents with these numbers of Business Central. */
    public List<DocumentEntry> numbered(DocumentKind kind, Collection<String> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : database.jdbi().withHandle(handle -> handle.createQuery(
                                "SELECT " + COLUMNS
                                        + " FROM sales_document WHERE company = :company AND kind = :kind AND number IN (<numbers>)")
                        .bind("company", company)
                        .bind("kind", kind.text())
                        .bindList("numbers", List.copyOf(numbers))
                        .map((rows, context) -> read(rows))
                        .list());
    }

    private Map<UUID, DocumentEntry> find(
            Connection connection,
            DocumentKind kind,
            String column,
            Collection<UUID> ids,
            Map<UUID, DocumentEntry> found)
            throws SQLException {
        if (ids.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + COLUMNS
                + " FROM unnest(CAST(? AS UUID ARRAY)) AS u(id) JOIN sales_document d ON d.company = ? AND d.kind = ?"
                + " AND d." + column + " = u.id")) {
            statement.setArray(1, connection.createArrayOf("UUID", ids.toArray()));
            statement.setString(2, company);
            statement.setString(3, kind.text());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    DocumentEntry entry = read(rows);
                    found.put(entry.dataverseId(), entry);
                }
            }
        }
        return found;
    }

    /** Documents in a state, those that have waited longest first, after {@code after}. */
    public List<DocumentEntry> in(DocumentKind kind, DocumentState state, @Nullable UUID after, int limit) {
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery("SELECT " + COLUMNS + " FROM sales_document WHERE company = :company"
                            + " AND kind = :kind AND state = :state"
                            + (after == null ? "" : " AND dataverse_id > :after")
                            + " ORDER BY dataverse_id LIMIT :limit")
                    .bind("company", company)
                    .bind("kind", kind.text())
                    .bind("state", state.text())
                    .bind("limit", limit);
            if (after != null) {
                query.bind("after", after);
            }
            return query.map((rows, context) -> read(rows)).list();
        });
    }

    /** Writes entries, replacing those of the same documents. */
    public void put(Connection connection, Collection<DocumentEntry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM sales_document WHERE company = ? AND kind = ? AND dataverse_id = ?")) {
            for (DocumentEntry entry : entries) {
                statement.setString(1, company);
                statement.setString(2, entry.kind().text());
                statement.setObject(3, entry.dataverseId());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO sales_document (company, " + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?)")) {
            for (DocumentEntry entry : entries) {
                statement.setString(1, company);
                statement.setString(2, entry.kind().text());
                statement.setObject(3, entry.dataverseId());
                statement.setObject(4, entry.businessCentralId());
                statement.setString(5, entry.state().text());
                statement.setString(6, entry.number());
                statement.setString(7, StoredText.cutOrNull(entry.name(), 250));
                statement.setString(8, StoredText.cutOrNull(entry.message(), 2000));
                statement.setLong(9, entry.run());
                statement.setLong(10, entry.at().toEpochMilli());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static DocumentEntry read(ResultSet rows) throws SQLException {
        return new DocumentEntry(
                DocumentKind.of(rows.getString("kind")),
                rows.getObject("dataverse_id", UUID.class),
                rows.getObject("business_central_id", UUID.class),
                DocumentState.of(rows.getString("state")),
                rows.getString("number"),
                rows.getString("name"),
                rows.getString("message"),
                rows.getLong("run"),
                Instant.ofEpochMilli(rows.getLong("at")));
    }
}
