package io.koppel.sandbox.dataverse;

/**
 * A refusal by the Dataverse stand-in: HTTP status, error code and text (dataverse-web-api.md §12). Thrown wherever a
 * request cannot be served; a transaction that meets one is rolled back.
 */
public final class DataverseError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /** A refusal with the given HTTP status, code such as `0x80040217` and text. */
    public DataverseError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The error code, such as `0x80040217`. */
    public String code() {
        return code;
    }

    static DataverseError notFound(String table, Object id) {
        return new DataverseError(404, "0x80040217", "Entity '" + table + "' With Id = " + id + " Does Not Exist");
    }

    static DataverseError noSuchKey(String table) {
        return new DataverseError(
                404, "0x80060891", "A record with the specified key values does not exist in " + table + " entity");
    }

    static DataverseError noSuchSegment(String segment) {
        return new DataverseError(404, "0x8006088a", "Resource not found for the segment '" + segment + "'.");
    }

    static DataverseError duplicate() {
        return new DataverseError(412, "0x80040237", "A record with matching key values already exists.");
    }

    static DataverseError keyTaken(String key) {
        return new DataverseError(
                412,
                "0x80060892",
                "A record that has the attribute values " + key + " already exists. The entity key " + key
                        + " requires that this set of attributes contains unique values.");
    }

    static DataverseError versionMismatch() {
        return new DataverseError(
                412,
                "0x80060882",
                "The version of the existing record doesn't match the RowVersion property provided.");
    }

    static DataverseError exists(String table) {
        return new DataverseError(412, "0x80040237", "A record of " + table + " exists and If-None-Match: * was sent.");
    }

    static DataverseError payload(String message) {
        return new DataverseError(400, "0x80048d19", "Error identified in Payload provided by the user: " + message);
    }

    static DataverseError undeclared(String property, String table) {
        return payload("The property '" + property + "' does not exist on type 'Microsoft.Dynamics.CRM." + table
                + "'. Make sure to only use property names that are defined by the type.");
    }

    static DataverseError query(String message) {
        return new DataverseError(400, "0x0", message);
    }

    static DataverseError unsupported(String message) {
        return new DataverseError(400, "0x80060888", message.endsWith(".") ? message : message + " is not supported.");
    }

    static DataverseError tooLong(String column, int limit, int length) {
        return new DataverseError(
                400,
                "0x80044331",
                "A validation error occurred. The length of the '" + column + "' attribute exceeded the maximum"
                        + " allowed length of '" + limit + "'; it was " + length + ".");
    }

    static DataverseError choiceUnknown(String column, Object value) {
        return new DataverseError(
                400,
                "0x8004431A",
                "A validation error occurred. The value " + value + " of '" + column
                        + "' is outside the valid range of its options.");
    }

    static DataverseError stateInvalid(String message) {
        return new DataverseError(400, "0x80048408", message);
    }

    static DataverseError forbidden(String message) {
        return new DataverseError(403, "0x80040220", message);
    }

    static DataverseError required(String column) {
        return new DataverseError(400, "0x80040200", needed(column));
    }

    /** What a refusal says of a column that must have a value. */
    static String needed(String column) {
        return "The required column '" + column + "' has no value.";
    }

    /** A closed document or opportunity, which takes no change (dataverse-web-api.md §10.6). */
    static DataverseError readOnly(String table, Object id) {
        return new DataverseError(
                400,
                "0x8004022e",
                "The " + table + " " + id + " cannot be changed, because it is closed and read-only.");
    }

    static DataverseError notAllowed(String message) {
        return new DataverseError(405, "0x80040203", message);
    }
}
