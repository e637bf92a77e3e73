"""Writes reference.json: forecasts of statsmodels 0.15.0 (pip install statsmodels==0.15.0 pandas) for series of the bakery and grocery samples.

A series that sells on three of four days or more is forecast by ThetaModel(period=7, method="auto"), any other by simple exponential smoothing from the mean of its
first 28 days, without the additive season where ThetaModel's test finds one.

    python reference.py ../../../../../../data-samples
"""
import json
import sys

import numpy as np
import pandas as pd
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.holtwinters import SimpleExpSmoothing
from statsmodels.tsa.seasonal import seasonal_decompose

AHEAD = 14


def series(sample, product, store):
    t = pd.read_csv(f"{sys.argv[1]}/{sample}/transactions.csv.gz", dtype={"product_id": str, "store_id": str})
    t["date"] = pd.to_datetime(t["timestamp"].str[:10])
    last = t["date"].max()
    own = t[(t["product_id"] == product) & (t["store_id"] == store)].groupby("date")["quantity"].sum()
    return own.reindex(pd.date_range(own.index.min(), last), fill_value=0).to_numpy(float)


def theta(y):
    fitted = ThetaModel(y, period=7, method="auto").fit()
    return float(fitted.params["alpha"]), np.asarray(fitted.forecast(AHEAD))


def smoothed(y):
    model = ThetaModel(y, period=7, method="additive")
    model._test_seasonality()
    season = np.zeros(len(y))
    if model._has_seasonality:
        season = seasonal_decompose(y, model="additive", period=7).seasonal
    x = y - season
    fitted = SimpleExpSmoothing(x, initialization_method="known", initial_level=x[:28].mean()).fit(optimized=True)
    level = np.asarray(fitted.forecast(1))[0]
    ahead = np.array([season[(len(y) + a) % 7] for a in range(AHEAD)])
    return float(fitted.params["smoothing_level"]), level + ahead


def main():
    rows = []
    for name, sample, product, store, days, method in [
        ("factors", "bakery", "101", "17", (-100, -20), theta),
        ("factors, another store", "bakery", "110", "26", (-280, -140), theta),
        ("differences", "bakery", "109", "50", (-500, None), theta),
        ("three weeks", "bakery", "101", "2", (-21, None), theta),
        ("ten days", "bakery", "101", "2", (-10, None), theta),
        ("intermittent", "bakery", "110", "47", (-400, None), smoothed),
        ("sparse", "grocery", "1058997", "367", (0, None), smoothed),
        ("very sparse", "grocery", "1026118", "406", (0, None), smoothed),
    ]:
        y = series(sample, product, store)
        y = y[slice(*days)]
        alpha, forecast = method(y)
        rows.append(dict(name=name, sold=float((y > 0).mean()), days=len(y), alpha=alpha, sales=y.tolist(), forecast=np.maximum(forecast, 0).tolist()))
        print(name, "sold", rows[-1]["sold"], "days", len(y), "alpha", alpha, forecast[:3])
    with open("reference.json", "w") as f:
        f.write("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")


if __name__ == "__main__":
    main()
