/**
 * The root: the one exception type of the library, the folder that keeps what it makes, and the
 * names that ids take on disk. Every other package may call it; it calls none.
 */
package io.shelfcast;
