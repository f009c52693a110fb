package io.koppel.store;

/**
 * Where Koppel keeps its state.
 *
 * @param url JDBC URL of an H2 file or a PostgreSQL database
 * @param poolSize most connections open at a time
 */
public record DatabaseSettings(String url, String user, String password, int poolSize) {

    /** The embedded database in a data folder; {@code path} has no ending, H2 adds {@code .mv.db}. */
    public static DatabaseSettings embedded(String path) {
        return new DatabaseSettings("jdbc:h2:file:" + path, "koppel", "", 10);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + ", password=***, poolSize=" + poolSize + "]";
    }
}
