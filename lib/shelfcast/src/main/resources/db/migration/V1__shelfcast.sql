-- The canonical tables, each with the customer (tenant) it belongs to. Nothing of one customer is ever read for another.

-- tables: names of the canonical tables that the customer has; an empty table is not the same as none.
CREATE TABLE customers (
  customer_id text PRIMARY KEY,
  tables      text[] NOT NULL,
  loaded_at   timestamptz NOT NULL
);

-- Numbers as they were written: sums are exact and do not depend on the order of the rows. Timestamps are store-local.
CREATE TABLE transactions (
  customer_id text NOT NULL,
  "timestamp" timestamp NOT NULL,
  product_id  text NOT NULL,
  store_id    text NOT NULL,
  quantity    numeric NOT NULL,
  unit_price  numeric
);
-- A customer's rows lie together, as loads write them: a few kilobytes find them, where a B-tree would halve the speed
-- of loading.
CREATE INDEX transactions_by_time ON transactions USING brin (customer_id, "timestamp") WITH (autosummarize = on);

CREATE TABLE products (
  customer_id     text NOT NULL,
  product_id      text NOT NULL,
  category        text,
  department      text,
  brand           text,
  name            text,
  price           double precision,
  shelf_life_days double precision,
  PRIMARY KEY (customer_id, product_id)
);

CREATE TABLE stores (
  customer_id               text NOT NULL,
  store_id                  text NOT NULL,
  region                    text,
  store_type                text,
  assortment                text,
  size_sqft                 double precision,
  population                double precision,
  median_income             double precision,
  competitor_distance_miles double precision,
  PRIMARY KEY (customer_id, store_id)
);

CREATE TABLE prices (
  customer_id text NOT NULL,
  product_id  text NOT NULL,
  store_id    text,
  valid_from  date NOT NULL,
  price       double precision NOT NULL
);
CREATE INDEX prices_by_product ON prices (customer_id, product_id);

CREATE TABLE promotions (
  customer_id  text NOT NULL,
  promotion_id text NOT NULL,
  product_id   text,
  store_id     text,
  start_date   date NOT NULL,
  end_date     date NOT NULL,
  discount_pct double precision,
  kind         text
);
CREATE INDEX promotions_by_id ON promotions (customer_id, promotion_id);

CREATE TABLE events (
  customer_id text NOT NULL,
  date        date NOT NULL,
  store_id    text,
  region      text,
  kind        text NOT NULL,
  name        text
);
CREATE INDEX events_by_date ON events (customer_id, date);

CREATE TABLE weather (
  customer_id      text NOT NULL,
  region           text NOT NULL,
  date             date NOT NULL,
  temperature_c    double precision NOT NULL,
  precipitation_mm double precision NOT NULL,
  humidity_pct     double precision,
  wind_kmh         double precision,
  PRIMARY KEY (customer_id, region, date)
);

CREATE TABLE availability (
  customer_id    text NOT NULL,
  product_id     text NOT NULL,
  store_id       text NOT NULL,
  date           date NOT NULL,
  stockout_hours double precision NOT NULL,
  PRIMARY KEY (customer_id, product_id, store_id, date)
);

CREATE TABLE forecasts (
  customer_id   text NOT NULL,
  product_id    text NOT NULL,
  store_id      text NOT NULL,
  origin        date NOT NULL,
  date          date NOT NULL,
  model_version text NOT NULL,
  model         text NOT NULL,
  forecast      real NOT NULL,
  p10           real,
  p50           real,
  p90           real,
  made_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (customer_id, model_version, model, origin, product_id, store_id, date)
);

-- What was loaded when; "rows" counts the transactions.
CREATE TABLE loads (
  load_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id text NOT NULL,
  loaded_at   timestamptz NOT NULL,
  mode        text NOT NULL,
  source      text NOT NULL,
  rows        bigint NOT NULL,
  first_day   date,
  last_day    date
);
