package io.koppel.sandbox.core;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Bytes that grow: plain and escaped text, digits, days and ids, each written in place without becoming an object. */
final class Bytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] bytes;
    private int size;

    Bytes(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    int size() {
        return size;
    }

    void put(char c) {
        room(1);
        bytes[size++] = (byte) c;
    }

    void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    void copy(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
    }

    /** UTF-8 with what JSON wants escaped. */
    void escaped(byte[] from, int start, int end) {
        room((end - start) * 6);
        for (int i = start; i < end; i++) {
            byte b = from[i];
            if (b == '"' || b == '\\') {
                bytes[size++] = '\\';
                bytes[size++] = b;
            } else if (b >= 0 && b < ' ') {
                bytes[size++] = '\\';
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[b >> 4];
                bytes[size++] = HEX[b & 0xF];
            } else {
                bytes[size++] = b;
            }
        }
    }

    /** A number that has that many digits, or zeros in front. */
    void digits(int value, int count) {
        room(count);
        int rest = value;
        for (int i = size + count - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    /** A day as {@code 2026-08-01}. */
    void day(LocalDate date) {
        digits(date.getYear(), 4);
        put('-');
        digits(date.getMonthValue(), 2);
        put('-');
        digits(date.getDayOfMonth(), 2);
    }

    /** The time of a day as {@code 23:59:59}, with milliseconds or without. */
    void timeOfDay(int milliseconds, boolean millis) {
        digits(milliseconds / 3_600_000, 2);
        put(':');
        digits(milliseconds / 60_000 % 60, 2);
        put(':');
        digits(milliseconds / 1000 % 60, 2);
        if (millis) {
            put('.');
            digits(milliseconds % 1000, 3);
        }
    }

    /** A guid in its usual form. */
    void guid(long high, long low) {
        room(36);
        hex(high, 60, 8);
        bytes[size++] = '-';
        hex(high, 28, 4);
        bytes[size++] = '-';
        hex(high, 12, 4);
        bytes[size++] = '-';
        hex(low, 60, 4);
        bytes[size++] = '-';
        hex(low, 44, 12);
    }

    private void hex(long value, int firstShift, int count) {
        for (int i = 0, shift = firstShift; i < count; i++, shift -= 4) {
            bytes[size++] = HEX[(int) (value >>> shift) & 0xF];
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
