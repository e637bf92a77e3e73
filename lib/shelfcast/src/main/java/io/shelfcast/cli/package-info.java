/**
 * What every script of {@code jbang-scripts} shares: exit codes, the one-line error, options that
 * several verbs have, progress on a terminal. The work itself is in the other packages; this one
 * may call all of them.
 */
package io.shelfcast.cli;
