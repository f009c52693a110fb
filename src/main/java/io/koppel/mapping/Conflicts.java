package io.koppel.mapping;

/** What to do when both sides changed, or one side is gone (sync-semantics.md §5–6). */
public record Conflicts(Update update, Deletion deletion) {
    /** Resolution of update conflicts. */
    public enum Update {
        NONE("none"),
        GET_UPDATE("get-update"),
        SEND_UPDATE("send-update");
        private final String key;

        Update(String key) {
            this.key = key;
        }

        /** The word used in mapping files. */
        public String key() {
            return key;
        }
    }

    /** Resolution of deletion conflicts. */
    public enum Deletion {
        NONE("none"),
        RESTORE_RECORDS("restore-records"),
        REMOVE_COUPLING("remove-coupling");
        private final String key;

        Deletion(String key) {
            this.key = key;
        }

        /** The word used in mapping files. */
        public String key() {
            return key;
        }
    }
}
