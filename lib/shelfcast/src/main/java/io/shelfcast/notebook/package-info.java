/**
 * What notebooks say in one line each: {@link io.shelfcast.notebook.Notebook} opens the database
 * and the samples and trains; the other classes make tables (Tablesaw), figures (XChart) and graded
 * tables of what the library works out. In a kernel, such values show themselves as HTML and PNG.
 * Numbers come from the same methods as in scripts; this package may call all others.
 */
package io.shelfcast.notebook;
