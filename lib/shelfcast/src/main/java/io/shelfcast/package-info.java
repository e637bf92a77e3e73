/**
 * The root: the one exception type of the library. Every other package may call it; it calls none.
 */
package io.shelfcast;
