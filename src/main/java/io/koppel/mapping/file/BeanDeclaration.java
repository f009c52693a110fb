package io.koppel.mapping.file;

/**
 * A bean that a file declares under {@code beans}.
 *
 * @param name the name it is bound under
 * @param type its class as written, for example {@code com.example.CreditRule} or {@code #class:com.example.CreditRule}
 */
public record BeanDeclaration(String name, String type) {}
