package io.shelfcast.evaluation;

import java.util.List;

/** An evaluation, whether it passes the gate, and what to try where it does not: what {@code metrics.json} holds. */
public record Verdict(Evaluation evaluation, Gate gate, List<Advice> advice) {}
