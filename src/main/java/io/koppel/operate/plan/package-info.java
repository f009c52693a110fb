/** What a pass would do, field by field, and doing exactly that. */
package io.koppel.operate.plan;
