package io.koppel.sandbox.dataverse;

/** Whole numbers of query options. */
final class Numbers {
    private Numbers() {}

    /** The number, or a refusal that names the option. */
    static int parse(String option, String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, as a negative number is
        }
        throw DataverseError.unsupported("'" + text + "' for " + option + " (a whole number is expected)");
    }
}
