"""Forecasts every series of a data directory with mlforecast + LightGBM, as its users write it (the settings of a strong peer); prints one line of JSON.

The trees are fitted on a sample of the series, which does not change how long a forecast of all of them takes.
Arguments: data directory, horizon, series to fit on."""
import sys, os, time, json; sys.path.insert(0, os.path.dirname(__file__))
import lightgbm as lgb
from mlforecast import MLForecast
from mlforecast.lag_transforms import RollingMean, RollingStd, SeasonalRollingMean
from common import *

df = panel(sys.argv[1], covariates=False); H = int(sys.argv[2])
df["unique_id"] = df["product_id"] + "|" + df["store_id"]
df = df.rename(columns={"date": "ds"})[["unique_id", "ds", "y"]]
model = MLForecast(
    models={"m": lgb.LGBMRegressor(n_estimators=800, learning_rate=.05, num_leaves=127, subsample=.8, subsample_freq=1, colsample_bytree=.8, objective="tweedie", tweedie_variance_power=1.1, verbosity=-1, n_jobs=2)},
    freq="D", lags=[1, 2, 3, 7, 14, 21, 28, 364],
    lag_transforms={1: [RollingMean(7, min_samples=1), RollingMean(28, min_samples=1), RollingMean(90, min_samples=1), RollingStd(28, min_samples=2), SeasonalRollingMean(7, 4, min_samples=1)]},
    date_features=["dayofweek", "day", "month", "week", "dayofyear"], num_threads=2)
some = set(df["unique_id"].drop_duplicates().sample(min(int(sys.argv[3]), df["unique_id"].nunique()), random_state=1))
model.fit(df[df["unique_id"].isin(some)], static_features=[], dropna=False)
begun, cpu = time.time(), time.process_time()
out = model.predict(H, new_df=df)
print(json.dumps(dict(series=int(df["unique_id"].nunique()), cells=len(out), best_s=round(time.time() - begun, 3), cpu_s=round(time.process_time() - cpu, 3))))
