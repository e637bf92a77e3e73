-- Sums of the transactions by day: what forecasts are made of. Whoever writes transactions renews the days that it touches,
-- in the same transaction; loads do. Sums are exact, so that they equal those over the raw rows to the last digit.
CREATE TABLE daily_sales (
  customer_id  text NOT NULL,
  product_id   text NOT NULL,
  store_id     text NOT NULL,
  day          date NOT NULL,
  quantity     numeric NOT NULL,
  -- sum of |quantity| x unit_price, and of |quantity|, over the rows that have a price; null where none has
  paid         numeric,
  paid_units   numeric,
  transactions bigint NOT NULL
);
-- As with transactions: a customer's rows lie together, and a B-tree over four columns would take longer to fill than the table.
CREATE INDEX daily_sales_by_day ON daily_sales USING brin (customer_id, day) WITH (autosummarize = on);

INSERT INTO daily_sales
SELECT customer_id, product_id, store_id, "timestamp"::date, sum(quantity), sum(abs(quantity) * unit_price),
  sum(abs(quantity)) FILTER (WHERE unit_price IS NOT NULL), count(*)
FROM transactions
GROUP BY 1, 2, 3, 4;
