-- When customers' models are trained anew, and what came of it.

-- db-scheduler's own table, as its documentation gives it for PostgreSQL: one row a customer (task_instance) with the
-- time at which it is due, who works on it and when that worker was last heard of.
CREATE TABLE scheduled_tasks (
  task_name            text NOT NULL,
  task_instance        text NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint NOT NULL,
  priority             smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);

-- When runs are due: one row, the same for all workers, whichever machine they are on.
CREATE TABLE timetable (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  cron     text NOT NULL,
  zone     text NOT NULL
);

-- Who is not to be trained for now. Customer NULL stands for all, those to come included.
CREATE TABLE pauses (
  customer_id text,
  since       timestamptz NOT NULL,
  actor       text NOT NULL
);
CREATE UNIQUE INDEX pauses_of_customers ON pauses (customer_id) WHERE customer_id IS NOT NULL;
CREATE UNIQUE INDEX pause_of_all ON pauses ((true)) WHERE customer_id IS NULL;

-- Every run that a worker began. outcome: running, done, failed, interrupted (its worker was stopped), lost (its worker
-- was killed, or lost the database). actor: 'schedule', or who asked for it by 'schedule run-now'.
CREATE TABLE runs (
  run_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id text NOT NULL,
  due_at      timestamptz NOT NULL,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  outcome     text NOT NULL CHECK (outcome IN ('running', 'done', 'failed', 'interrupted', 'lost')),
  summary     text,
  error       text,
  attempt     int NOT NULL,
  actor       text NOT NULL,
  worker      text NOT NULL
);
CREATE INDEX runs_of_customers ON runs (customer_id, run_id);
