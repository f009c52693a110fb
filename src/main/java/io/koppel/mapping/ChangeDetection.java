package io.koppel.mapping;

/** How changed records are found. */
public enum ChangeDetection {
    /** By the server's time of the last change. */
    STAMP("stamp"),
    /** By reading everything and comparing hashes, for sets without a time stamp. */
    FULL_READ_AND_HASH("full-read-and-hash");

    private final String key;

    ChangeDetection(String key) {
        this.key = key;
    }

    /** The word used in mapping files. */
    public String key() {
        return key;
    }
}
