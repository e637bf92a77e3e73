/**
 * Trained models on disk: versions that are whole or not there, whose numbers are never used again,
 * and the pointer to the champion. Calls models and evaluation, to read what a version holds.
 */
package io.shelfcast.registry;
