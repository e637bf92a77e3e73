"""LightGBM on direct rows: the strongest forecast of sales that we know how to get from LightGBM alone. `jbang benchmark --peer` reads what it writes.

    python lightgbm_direct.py --data ../../data-samples/bakery --horizon 7 --windows 8 --step 7 --out lightgbm.csv

A row is (series, origin, days ahead). What is known of the sales is known at the origin; calendar, promotions, prices, events and weather are those of the day to
forecast. Sales, as features and as target, are divided by the series' level at the origin, rows weigh by its root, and the level's logarithm is a feature: one model
serves products that sell one and a thousand a day. Trees stop by the days before the first origin: max(28, 2 x horizon) of them, which training does not see.

The protocol is that of `jbang backtest`: origins STEP days apart, the last one HORIZON days before the sales end; fitted once on days up to the first origin (or
anew at each, --refit); every series with a sale up to an origin is forecast for each day of the horizon.
"""
import argparse
import os
import sys
import time
import warnings

import lightgbm
import numpy as np
import pandas as pd

SERIES = ["product_id", "store_id"]
WARM_UP = 28  # days of a series before its first row
FAR = 30  # days to the next or since the last holiday, at most
TOO_MANY_LEVELS = 6  # rows above it come from levels that collapsed, as in shops that were closed for months


def options():
    a = argparse.ArgumentParser(description="Forecasts of LightGBM by the protocol of jbang backtest.")
    a.add_argument("--data", required=True, help="directory of canonical CSV files")
    a.add_argument("--horizon", type=int, default=7)
    a.add_argument("--windows", type=int, default=8)
    a.add_argument("--step", type=int, default=7)
    a.add_argument("--as-of", help="cut the sales after this day (YYYY-MM-DD)")
    a.add_argument("--refit", action="store_true", help="fit anew at each origin")
    a.add_argument("--weather", choices=["observed", "none"], default="observed")
    a.add_argument("--quantiles", action="store_true", help="fit p10, p50 and p90 too, a model each")
    a.add_argument("--stride", type=int, help="take each n-th origin to learn from; default: at least 3, and few enough for 2 million rows")
    a.add_argument("--threads", type=int, default=os.cpu_count())
    a.add_argument("--out", required=True, help="forecasts: product_id,store_id,origin,date,model,forecast[,p10,p50,p90]")
    return a.parse_args()


# ---- tables -----------------------------------------------------------------------------------------------------------------------------------------------------


def table(directory, name):
    """A canonical table, ids as text and empty cells as missing; None where the directory lacks it."""
    for suffix in (".csv", ".csv.gz"):
        file = os.path.join(directory, name + suffix)
        if os.path.exists(file):
            ids = {c: "string" for c in ("product_id", "store_id", "region", "kind", "name")}
            return pd.read_csv(file, dtype=ids)
    return None


def days_of(dates):
    """Epoch days of ISO dates or date-times."""
    return pd.to_datetime(dates.astype(str).str[:10]).to_numpy().astype("datetime64[D]").astype("int64")


def daily_sales(directory, as_of):
    """One row per series and day, from its first sale to the last day of all, missing days filled with 0."""
    t = table(directory, "transactions")
    if t is None:
        sys.exit(f"{directory} has no transactions.csv or transactions.csv.gz")
    t["day"] = days_of(t["timestamp"])
    if as_of:
        t = t[t["day"] <= np.datetime64(as_of).astype("datetime64[D]").astype("int64")]
        if t.empty:
            sys.exit(f"--as-of {as_of} is before the first sale")
    t = t.groupby(SERIES + ["day"], sort=True)["quantity"].sum().clip(lower=0).reset_index()
    last = t["day"].max()
    first = t.groupby(SERIES)["day"].min().reset_index()
    length = (last - first["day"] + 1).to_numpy()
    p = first.loc[first.index.repeat(length), SERIES].reset_index(drop=True)
    start = np.r_[0, np.cumsum(length)[:-1]]
    p["day"] = np.arange(len(p)) - np.repeat(start, length) + np.repeat(first["day"].to_numpy(), length)
    p = p.merge(t, on=SERIES + ["day"], how="left")
    p["y"] = p.pop("quantity").fillna(0).astype("float32")
    return p


def spread(rows):
    """One row a day, of rows that hold from start_date to end_date."""
    first, last = days_of(rows["start_date"]), days_of(rows["end_date"])
    length = np.maximum(last - first + 1, 0)
    s = rows.loc[rows.index.repeat(length)].reset_index(drop=True)
    s["day"] = np.arange(len(s)) - np.repeat(np.cumsum(length) - length, length) + np.repeat(first, length)
    return s


def by_place(panel, rows, value, places):
    """The largest value of the rows that hold for a panel's row: a place that a row leaves empty stands for all of them."""
    result = np.zeros(len(panel), "float32")
    given = rows[places].notna()
    for pattern in given.drop_duplicates().itertuples(index=False):
        keys = [c for c, there in zip(places, pattern) if there] + ["day"]
        some = rows[(given == list(pattern)).all(axis=1)].groupby(keys)[value].max().reset_index()
        found = panel[keys].merge(some, on=keys, how="left")[value]
        result = np.maximum(result, found.fillna(0).to_numpy("float32"))
    return result


def add_promotions(panel, promotions):
    discount = pd.to_numeric(promotions["discount_pct"], errors="coerce") if "discount_pct" in promotions else 1
    rows = spread(promotions.assign(discount=discount).fillna({"discount": 1}))
    panel["known_promotion"] = by_place(panel, rows, "discount", SERIES)


def add_events(panel, events):
    """A flag for each kind; an event of one name that comes oftener than once a month has its own."""
    events = events.assign(day=days_of(events["date"]), flag=1.0)
    for c in ("store_id", "region", "name"):
        events[c] = events[c] if c in events else pd.NA
    years = max(1, (events["day"].max() - events["day"].min() + 1) / 365.25)
    often = events[events["kind"] == "event"].groupby("name")["day"].nunique() / years > 12
    named = events["name"].isin(often[often].index) & (events["kind"] == "event")
    events.loc[named, "kind"] = "event " + events["name"]
    # a row of a store counts there alone, whatever region it names
    events.loc[events["store_id"].notna(), "region"] = pd.NA
    places = ["store_id"] + (["region"] if "region" in panel else [])
    for kind, rows in events.groupby("kind"):
        panel[f"known_{kind}"] = by_place(panel, rows, "flag", places)


def add_prices(panel, prices):
    """The price in force on the day, and that over the mean of the series' prices so far."""
    prices = prices.assign(day=days_of(prices["valid_from"])).sort_values(["day", "price"])
    own = prices["store_id"].notna() if "store_id" in prices else pd.Series(False, prices.index)
    left = panel[SERIES + ["day"]].reset_index().sort_values("day", kind="stable")
    price = np.full(len(panel), np.nan, "float32")
    for some, keys in ((prices[~own], ["product_id"]), (prices[own], SERIES)):
        if len(some):
            found = pd.merge_asof(left, some[keys + ["day", "price"]].drop_duplicates(keys + ["day"], keep="last"), on="day", by=keys)
            there = found["price"].notna()
            price[found["index"][there]] = found["price"][there]
    panel["known_price"] = price
    panel["known_price_vs_usual"] = price / panel.groupby(SERIES)["known_price"].transform(lambda p: p.expanding().mean())


def add_weather(panel, weather):
    weather = weather.assign(day=days_of(weather["date"])).drop(columns="date")
    numbers = [c for c in weather if c not in ("region", "day")]
    found = panel[["region", "day"]].merge(weather.drop_duplicates(["region", "day"]), on=["region", "day"], how="left")
    for c in numbers:
        panel[f"known_weather_{c}"] = pd.to_numeric(found[c], errors="coerce").to_numpy("float32")


def read(directory, as_of, weather):
    panel = daily_sales(directory, as_of)
    for name, key in (("stores", "store_id"), ("products", "product_id")):
        master = table(directory, name)
        if master is not None:
            master = master.drop(columns="name", errors="ignore").drop_duplicates(key)
            panel = panel.merge(master.rename(columns={c: f"static_{c}" for c in master if c != key}), on=key, how="left")
    if "static_region" in panel:
        panel["region"] = panel["static_region"]
    for name, add in (("promotions", add_promotions), ("events", add_events), ("prices", add_prices)):
        rows = table(directory, name)
        if rows is not None and len(rows):
            add(panel, rows)
    rows = table(directory, "weather")
    if weather == "observed" and rows is not None and "region" in panel:
        add_weather(panel, rows)
    panel["static_product"], panel["static_store"] = panel["product_id"], panel["store_id"]
    for c in panel.filter(like="static_"):
        if not pd.api.types.is_numeric_dtype(panel[c]):
            panel[c] = panel[c].astype("category").cat.codes
    return panel


# ---- features ---------------------------------------------------------------------------------------------------------------------------------------------------


class Rows:
    """Makes rows of a panel. Origins and targets are places in the panel, whose series follow one another day by day."""

    def __init__(self, panel):
        self.y = panel["y"].to_numpy()
        self.day = panel["day"].to_numpy()
        series = panel.groupby(SERIES, sort=False).ngroup().to_numpy()
        first = np.r_[0, np.flatnonzero(np.diff(series)) + 1]
        self.start = first[series]
        self.end = np.r_[first[1:], len(panel)][series]
        self.age = np.arange(len(panel)) - self.start
        self.sum = np.r_[0, np.cumsum(self.y, dtype="float64")]
        self.squares = np.r_[0, np.cumsum(self.y.astype("float64") ** 2)]
        self.static = panel.filter(like="static_").to_numpy("float32")
        date = pd.Series(self.day.astype("datetime64[D]")).dt
        calendar = [date.dayofweek, date.day, date.month, date.dayofyear, date.isocalendar().week]
        self.closed = panel["known_closed"].to_numpy() > 0 if "known_closed" in panel else np.zeros(len(panel), bool)
        self.promoted = panel["known_promotion"].to_numpy() > 0 if "known_promotion" in panel else None
        near = [self.distance(panel[c].to_numpy() > 0) for c in ("known_public_holiday", "known_closed", "known_promotion") if c in panel]
        ahead = [panel.filter(like="known_").to_numpy("float32")] + near
        self.ahead = np.column_stack([np.column_stack([c.to_numpy("float32") for c in calendar])] + ahead).astype("float32")

    def distance(self, flag):
        """Days since the last flag of the series and to its next one."""
        place = np.arange(len(flag))
        last = np.maximum.accumulate(np.where(flag, place, -FAR))
        since = np.where(last >= self.start, np.minimum(place - last, FAR), FAR)
        following = np.minimum.accumulate(np.where(flag, place, len(flag) + FAR)[::-1])[::-1]
        until = np.where(following < self.end, np.minimum(following - place, FAR), FAR)
        return np.column_stack([since, until])

    def average(self, o, window):
        low = np.maximum(self.start[o], o - window + 1)
        return ((self.sum[o + 1] - self.sum[low]) / (o + 1 - low)).astype("float32")

    def deviation(self, o, window):
        low = np.maximum(self.start[o], o - window + 1)
        square = (self.squares[o + 1] - self.squares[low]) / (o + 1 - low)
        return np.sqrt(np.maximum(square - self.average(o, window).astype("float64") ** 2, 0)).astype("float32")

    def level(self, o):
        return self.average(o, 28) + np.float32(0.05) * self.average(o, 90) + np.float32(0.1)

    def sold(self, o, place):
        """Sales at a place, missing before the series' start."""
        return np.where(place >= self.start[o], self.y[np.maximum(place, 0)], np.float32(np.nan))

    def features(self, o, ahead):
        target = o + ahead
        level = self.level(o)
        weeks = 7 * ((ahead + 6) // 7)  # back from the target to the latest same weekday that is known
        places = [target - weeks - 7 * w for w in range(13)]
        same = np.stack([self.sold(o, place) / level for place in places], 1)
        columns = [np.log(level)]
        columns += [self.average(o, days) / level for days in (7, 14, 90, 365)]
        columns += [self.deviation(o, 28) / level, self.y[o] / level, self.sold(o, o - 1) / level]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a mean of nothing is missing
            columns += [same[:, 0], np.nanmean(same[:, :4], 1), np.nanmean(same, 1), np.nanstd(same[:, :8], 1)]
            if self.promoted is not None:
                alike = np.stack([self.promoted[np.maximum(p, 0)] == self.promoted[target] for p in places], 1)
                columns.append(np.nanmean(np.where(alike, same, np.nan), 1))
        columns += [self.sold(o, target - 364) / level, ahead, np.minimum(self.age[o], 400)]
        return np.column_stack([np.column_stack(columns).astype("float32"), self.static[o], self.ahead[target]])

    def pairs(self, horizon, first, last, stride):
        """(origin, days ahead) with targets on days first+1..last, origins from day first on; closed days teach nothing."""
        o = np.flatnonzero((self.age >= WARM_UP) & (self.age % stride == 0) & (self.day >= first))
        origin, ahead = np.repeat(o, horizon), np.tile(np.arange(1, horizon + 1), len(o))
        there = (origin + ahead < self.end[origin]) & (self.day[origin] + ahead <= last)
        origin, ahead = origin[there], ahead[there]
        open_ = ~self.closed[origin + ahead]
        return origin[open_], ahead[open_]

    def learn(self, horizon, first, last, stride):
        """Features, sales / level and weights."""
        o, ahead = self.pairs(horizon, first, last, stride)
        level = self.level(o)
        ratio = self.y[o + ahead] / level
        good = ratio < TOO_MANY_LEVELS
        o, ahead, level, ratio = o[good], ahead[good], level[good], ratio[good]
        return self.features(o, ahead), ratio, np.sqrt(level)


# ---- the protocol -----------------------------------------------------------------------------------------------------------------------------------------------


def fit(rows, z, origin):
    """One model for the mean, and one for each quantile where they are asked for; learnt from days up to the origin."""
    started = time.time()
    stopping = origin - max(28, 2 * z.horizon)
    first = rows.day.min()
    stride = z.stride
    if not stride:
        all_rows = np.count_nonzero((rows.day <= stopping) & (rows.age >= WARM_UP)) * z.horizon
        stride = max(3, -(-all_rows // 2_000_000))
        stride += stride % 7 == 0  # whole weeks would show one weekday of origins only
    x, ratio, weight = rows.learn(z.horizon, first, stopping, stride)
    vx, vratio, vweight = rows.learn(z.horizon, stopping, origin, min(stride, 3))
    if not len(x) or not len(vx):
        sys.exit(f"Too short a history: no rows to learn from before {np.datetime64(int(stopping), 'D')}")
    models = {}
    objectives = {"forecast": dict(objective="regression")}
    if z.quantiles:
        objectives |= {f"p{q}": dict(objective="quantile", alpha=q / 100) for q in (10, 50, 90)}
    for name, objective in objectives.items():
        model = lightgbm.LGBMRegressor(
            n_estimators=2000, learning_rate=0.03, num_leaves=127, min_child_samples=20, subsample=0.8, subsample_freq=1, colsample_bytree=0.5,
            random_state=0, deterministic=True, force_row_wise=True, n_jobs=z.threads, verbosity=-1, **objective)
        model.fit(x, ratio, sample_weight=weight, eval_X=vx, eval_y=vratio, eval_sample_weight=[vweight],
                  callbacks=[lightgbm.early_stopping(50, verbose=False)])
        models[name] = model
        print(f"{name}: {len(x):,} rows x {x.shape[1]}, each {stride}. origin, {model.best_iteration_} trees, {time.time() - started:.0f} s", file=sys.stderr)
    return models


def forecast(rows, panel, models, z, origin):
    o = np.flatnonzero(rows.day == origin)
    level = rows.level(o)
    parts = []
    for a in range(1, z.horizon + 1):
        ahead = np.full(len(o), a)
        x = rows.features(o, ahead)
        part = panel.iloc[o][SERIES].copy()
        part["origin"] = np.datetime64(int(origin), "D")
        part["date"] = np.datetime64(int(origin) + a, "D")
        part["model"] = "lightgbm"
        for name, model in models.items():
            part[name] = np.where(rows.closed[o + ahead], 0, np.clip(model.predict(x), 0, None) * level)
        parts.append(part)
    result = pd.concat(parts)
    if z.quantiles:  # three models know nothing of one another
        names = ["p10", "p50", "p90"]
        result[names] = np.sort(result[names].to_numpy(), axis=1)
    return result


def main():
    z = options()
    panel = read(z.data, z.as_of, z.weather)
    rows = Rows(panel)
    last = rows.day.max()
    origins = [last - z.horizon - z.step * k for k in reversed(range(z.windows))]
    if origins[0] < rows.day.min() + WARM_UP:
        sys.exit(f"Too short a history for --windows {z.windows} --step {z.step}")
    parts, models = [], None
    for origin in origins:
        if models is None or z.refit:
            models = fit(rows, z, origin)
        parts.append(forecast(rows, panel, models, z, origin))
    beside = z.out + ".part"
    pd.concat(parts).to_csv(beside, index=False, float_format="%.6g", date_format="%Y-%m-%d", compression="gzip" if z.out.endswith(".gz") else None)
    os.replace(beside, z.out)


if __name__ == "__main__":
    warnings.filterwarnings("ignore", message="X does not have valid feature names")
    main()
