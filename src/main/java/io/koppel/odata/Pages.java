package io.koppel.odata;

import java.util.Iterator;

/**
 * The pages of a read, fetched when asked for; at most one page is fetched ahead. {@link #next()} throws {@link
 * ServiceException} when the service refuses or stays unreachable; what was handed out before stays valid.
 */
public interface Pages extends Iterator<Page> {}
