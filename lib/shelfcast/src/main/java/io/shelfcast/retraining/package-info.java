/**
 * What {@code retrain} does: trains a challenger, lets it and the champion forecast days that
 * neither has learnt from, and promotes it where that is more than chance. Calls training, the
 * registry and what lies below; says afterwards, through {@link AfterPromotion}, what was promoted.
 */
package io.shelfcast.retraining;
