package io.koppel.sync;

/**
 * Reads {@code 2026-01-31T12:00:00.123Z} without a formatter: each record carries such a stamp, and a formatter took more
 * time than the record's mapping.
 */
final class StampText {
    private static final int SECONDS_END = 19;
    private static final String PATTERN = "0000-00-00T00:00:00";

    private StampText() {}

    /** Milliseconds since 1970; -1 if the text has another form or lies before 1970, and must be read by a formatter. */
    static long milliseconds(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || text.charAt(end) != 'Z' || !hasForm(text)) {
            return -1;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        if (year < 1970 || month < 1 || month > 12 || day < 1 || (day > 28 && day > daysIn(year, month))) {
            return -1;
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return -1;
        }
        int fraction = fraction(text, end);
        if (fraction < 0) {
            return -1;
        }
        long days = daysFromEpoch(year, month, day);
        return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + fraction;
    }

    private static boolean hasForm(String text) {
        for (int at = 0; at < SECONDS_END; at++) {
            char expected = PATTERN.charAt(at);
            char found = text.charAt(at);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    /** Thousandths; digits beyond are cut, as Instant does. */
    private static int fraction(String text, int end) {
        if (end == SECONDS_END) {
            return 0;
        }
        if (text.charAt(SECONDS_END) != '.' || end == SECONDS_END + 1 || end > SECONDS_END + 10) {
            return -1;
        }
        int thousandths = 0;
        for (int at = SECONDS_END + 1; at <= SECONDS_END + 3; at++) {
            thousandths = thousandths * 10 + (at < end ? digit(text, at) : 0);
        }
        for (int at = SECONDS_END + 1; at < end; at++) {
            if (digit(text, at) < 0) {
                return -1;
            }
        }
        return thousandths;
    }

    private static int digit(String text, int at) {
        char found = text.charAt(at);
        return found < '0' || found > '9' ? -1 : found - '0';
    }

    private static int daysIn(int year, int month) {
        return java.time.YearMonth.of(year, month).lengthOfMonth();
    }

    /** Days since 1970-01-01 in years that begin with March, so that the leap day comes last. */
    private static long daysFromEpoch(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long m = month <= 2 ? month + 9L : month - 3L;
        return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
    }
}
