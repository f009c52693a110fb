/** The verbs people use, each written once; {@code rest}, {@code cli} and {@code console} are their faces. */
package io.koppel.operate;
