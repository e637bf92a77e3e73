package io.shelfcast.retraining;

/**
 * One thing that a challenger had to meet.
 *
 * @param name short: "lower MAE", "significant", "margin", "bias", "stores", "categories", "gate"
 * @param sentence the outcome for people, numbers included
 */
public record Condition(String name, boolean met, String sentence) {}
