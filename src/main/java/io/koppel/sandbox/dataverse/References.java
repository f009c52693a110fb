package io.koppel.sandbox.dataverse;

import java.util.Map;

/**
 * Finds rows by the URLs of bodies: relative, absolute, or `$1` for the answer to an earlier part of the change set
 * (dataverse-web-api.md §6.3, §8.1).
 *
 * @param contentIds addresses of rows made earlier, by `Content-ID`
 */
record References(DataverseStore store, Map<String, String> contentIds) implements RowBodyReader.ReferenceResolver {
    @Override
    public RowReference resolve(String url) {
        String path = address(url);
        int bracket = path.indexOf('(');
        DataverseTable table = bracket < 0
                ? null
                : store.catalogue().entitySet(path.substring(path.lastIndexOf('/', bracket) + 1, bracket));
        if (table == null || !path.endsWith(")")) {
            throw DataverseError.payload("'" + url + "' does not name a record; '/entityset(id)' is expected.");
        }
        RowAddress address =
                RowAddress.parse(store, store.table(table), path.substring(bracket + 1, path.length() - 1));
        var row = address.findForWrite(store);
        if (row == null) {
            throw address.missing();
        }
        return new RowReference(table, row.id());
    }

    /** Puts the address of a row in place of a reference to an earlier part; other texts stay. */
    String address(String url) {
        if (!url.startsWith("$")) {
            return url;
        }
        int end = 1;
        while (end < url.length() && Character.isLetterOrDigit(url.charAt(end))) {
            end++;
        }
        String known = contentIds.get(url.substring(1, end));
        if (known == null) {
            throw DataverseError.payload(
                    "Content-ID Reference: '" + url.substring(0, end) + "' does not exist in the batch context.");
        }
        return known + url.substring(end);
    }
}
