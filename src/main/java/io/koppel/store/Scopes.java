package io.koppel.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The small numbers that stand for a company and a mapping in the keys of the large tables. */
public final class Scopes {
    private final Database database;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    public Scopes(Database database) {
        this.database = database;
    }

    /**
     * The number of a mapping in a company; made when it is asked for the first time.
     *
     * <p>The database is asked outside of the map: whoever waited in it for a turn to write would hold up the one who has the turn and
     * asks for a number in the middle of a transaction.
     */
    public int of(String company, String mapping) {
        String key = company + "\u0000" + mapping;
        Integer number = known.get(key);
        if (number == null) {
            number = findOrCreate(company, mapping);
            known.put(key, number);
        }
        return number;
    }

    private int findOrCreate(String company, String mapping) {
        try {
            return insertIfMissing(company, mapping);
        } catch (UnableToExecuteStatementException e) {
            // Somebody else was first between the two statements; then it is there now, or the error was another one.
            return insertIfMissing(company, mapping);
        }
    }

    private int insertIfMissing(String company, String mapping) {
        return database.jdbi().inTransaction(handle -> handle.select(
                        "SELECT id FROM scope WHERE company = ? AND mapping = ?", company, mapping)
                .mapTo(Integer.class)
                .findOne()
                .orElseGet(() -> handle.createUpdate("INSERT INTO scope (company, mapping) VALUES (?, ?)")
                        .bind(0, company)
                        .bind(1, mapping)
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Integer.class)
                        .one()));
    }
}
