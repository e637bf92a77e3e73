/** Tells how far a long piece of work is. Callable from everywhere; calls nothing of Shelfcast. */
package io.shelfcast.progress;
