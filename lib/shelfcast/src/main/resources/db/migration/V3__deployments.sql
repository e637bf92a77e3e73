-- What was decided about a customer's models, and why: one row a decision, never changed. A model is promoted in the
-- registry, or deployed to a target.

-- decision_id: made by whoever decides, so that a decision told twice is one row.
CREATE TABLE deployments (
  deployment_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  decision_id        uuid NOT NULL UNIQUE,
  customer_id        text NOT NULL,
  at                 timestamptz NOT NULL,
  actor              text NOT NULL,
  target             text NOT NULL CHECK (target IN ('registry', 'vertex')),
  decision           text NOT NULL
    CHECK (decision IN ('promoted', 'rejected', 'rolled back', 'failed', 'deployed', 'undeployed')),
  from_version       int,
  to_version         int,
  champion_metrics   jsonb,
  challenger_metrics jsonb,
  reason             text NOT NULL
);
CREATE INDEX deployments_by_customer ON deployments (customer_id, deployment_id);
