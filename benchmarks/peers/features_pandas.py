"""The 45 features of the reference pipeline in pandas, each cell from a horizon before; prints one line of JSON."""
import sys, os, time, json; sys.path.insert(0, os.path.dirname(__file__))
from common import *


def features(df, H):
    d = df["date"].dt; F = pd.DataFrame(index=df.index)
    hol = df.get("e_public_holiday", pd.Series(0, index=df.index)); hd = np.sort(df.loc[hol == 1, "date"].unique())
    dv = df["date"].to_numpy()
    if len(hd):
        i = np.searchsorted(hd, dv); nxt = np.where(i < len(hd), (hd[np.minimum(i, len(hd)-1)] - dv) / np.timedelta64(1, "D"), 60); prv = np.where(i > 0, (dv - hd[np.maximum(i-1, 0)]) / np.timedelta64(1, "D"), 60)
    else: nxt = prv = np.full(len(df), 60.)
    F["dow"], F["woy"], F["month"] = d.dayofweek, d.isocalendar().week.astype(int).to_numpy(), d.month
    F["weekend"] = (d.dayofweek >= 5).astype(int); F["hol"] = hol; F["next_hol"] = np.clip(nxt, 0, 60); F["prev_hol"] = np.clip(prv, 0, 60)
    F["ms"] = (d.day <= 7).astype(int); F["me"] = (d.day >= 24).astype(int); F["season"] = d.month % 12 // 3; F["pay"] = d.day.isin([14,15,16,29,30,31,1]).astype(int); F["dim"] = d.days_in_month
    g = df.groupby(["product_id", "store_id"], sort=False)["y"]; s = g.shift(H); gs = s.groupby([df["product_id"], df["store_id"]], sort=False)
    roll = lambda w, f, mp=1: getattr(gs.rolling(w, min_periods=mp), f)().reset_index(level=[0,1], drop=True).sort_index()
    for w in (7, 14, 30, 90): F[f"avg{w}"] = roll(w, "mean")
    F["std30"] = roll(30, "std", 2); F["cv30"] = F["std30"] / F["avg30"].replace(0, np.nan); F["trend30"] = F["avg7"] / F["avg30"].replace(0, np.nan)
    F["sdlw"] = g.shift(7 * ((H + 6) // 7)); F["sdlm"] = g.shift(28 * ((H + 27) // 28)); F["max90"], F["min90"] = roll(90, "max"), roll(90, "min")
    lastpos = df["date"].where(df["y"] > 0).groupby([df["product_id"], df["store_id"]], sort=False).ffill().groupby([df["product_id"], df["store_id"]], sort=False).shift(H)
    F["since"] = (df["date"] - lastpos).dt.days
    we = s.where(d.dayofweek.sub(H % 7).mod(7) >= 5); wd = s.where(d.dayofweek.sub(H % 7).mod(7) < 5)
    gr = lambda x, w: x.groupby([df["product_id"], df["store_id"]], sort=False).rolling(w, min_periods=1).mean().reset_index(level=[0,1], drop=True).sort_index()
    F["wewd"] = gr(we, 28) / gr(wd, 28).replace(0, np.nan); F["fw"] = roll(7, "mean") / roll(28, "mean").replace(0, np.nan); F["vol"] = F["cv30"]
    F["cat"] = df.get("p_category", 0); F["pid"] = df["product_id"].astype("category").cat.codes; F["price"] = df.get("p_price", 0); F["perish"] = 1; F["brand"] = df.get("p_brand", 0); F["seasidx"] = F["avg30"] / F["avg90"].replace(0, np.nan)
    F["sid"] = df["store_id"].astype("category").cat.codes; F["region"] = df.get("s_region", 0); F["stype"] = df.get("s_store_type", 0); F["comp"] = df.get("s_competitor_distance_miles", 0); F["assort"] = df.get("s_assortment", 0)
    pr = df.get("promo", pd.Series(0., index=df.index)).fillna(0); F["promo"] = (pr > 0).astype(int); F["disc"] = pr
    gp = (pr > 0).groupby([df["product_id"], df["store_id"]], sort=False); run = gp.cumsum(); F["into"] = run.groupby([df["product_id"], df["store_id"], (pr == 0).cumsum()]).cumcount() * (pr > 0); F["closed"] = df.get("e_closed", 0)
    F["temp"], F["prec"], F["sch"] = df.get("w_temperature_c", 0), df.get("w_precipitation_mm", 0), df.get("e_school_holiday", 0)
    return F.astype("float32")


if __name__ == "__main__":
    df = panel(sys.argv[1]).reset_index(drop=True)
    H = int(sys.argv[2])
    best = 1e9
    for _ in range(3):
        begun, cpu = time.time(), time.process_time()
        X = features(df, H).to_numpy()
        assert X.shape[1] == 45, X.shape
        if time.time() - begun < best:
            best, best_cpu = time.time() - begun, time.process_time() - cpu
    print(json.dumps(dict(rows=len(df), best_s=round(best, 3), cpu_s=round(best_cpu, 3))))
