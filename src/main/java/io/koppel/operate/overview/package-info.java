/** How all of it stands: what is behind, what is wrong, and what to do. */
package io.koppel.operate.overview;
