/**
 * The root: the one exception type of the library, the folder that keeps what it makes, the names
 * that ids take on disk, and what writes, claims and deletes there. Every other package may call
 * it; it calls none.
 */
package io.shelfcast;
