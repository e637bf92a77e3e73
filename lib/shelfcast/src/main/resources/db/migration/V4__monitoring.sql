-- What monitoring found, run by run; rows are only added.

-- as_of: the day taken as today. report: everything, as 'monitor --out' writes it.
CREATE TABLE monitoring_runs (
  run_id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id   text NOT NULL,
  at            timestamptz NOT NULL,
  as_of         date NOT NULL,
  model_version int,
  last_sale     date NOT NULL,
  alerts        int NOT NULL,
  report        jsonb NOT NULL
);
CREATE INDEX monitoring_runs_of_customers ON monitoring_runs (customer_id, run_id);

-- value outside of low..high; null where a bound or the value is not defined.
CREATE TABLE monitoring_alerts (
  run_id   bigint NOT NULL REFERENCES monitoring_runs ON DELETE CASCADE,
  position int NOT NULL,
  kind     text NOT NULL,
  sentence text NOT NULL,
  value    double precision,
  low      double precision,
  high     double precision,
  PRIMARY KEY (run_id, position)
);
