"""45 features of the same kinds in polars, as its users write them: one lazy query of window expressions; prints one line of JSON."""
import sys, os, time, json; sys.path.insert(0, os.path.dirname(__file__))
import polars as pl
from common import panel

S = ["product_id", "store_id"]


def features(frame, H):
    y = pl.col("y").shift(H).over(S)
    d = pl.col("date")
    wd = d.dt.weekday()
    roll = lambda w, f: getattr(pl.col("lag"), f"rolling_{f}")(w, min_samples=2 if f == "std" else 1).over(S).cast(pl.Float32)
    col = lambda c: pl.col(c) if c in frame.columns else pl.lit(0.0)
    promo = col("promo").fill_null(0)
    holidays = frame.filter(pl.col("e_public_holiday") == 1).select("date").unique().sort("date").with_columns(holiday=pl.col("date"))
    f = (
        frame.lazy()
        .with_columns(lag=y, p=promo)
        .join_asof(holidays.lazy(), on="date", strategy="backward").rename({"holiday": "prev"})
        .join_asof(holidays.lazy(), on="date", strategy="forward").rename({"holiday": "next"})
        .sort(S + ["date"])
        .with_columns(
            run=((pl.col("p") > 0) != (pl.col("p") > 0).shift(1)).fill_null(True).cum_sum().over(S),
            we=pl.when(wd >= 6).then(pl.col("lag")),
            wk=pl.when(wd < 6).then(pl.col("lag")),
            sold=pl.when(pl.col("y") > 0).then(d),
        )
        .with_columns(
            dow=wd, woy=d.dt.week(), month=d.dt.month(), weekend=(wd >= 6).cast(pl.Int8), hol=col("e_public_holiday"),
            next_hol=(pl.col("next") - d).dt.total_days().clip(0, 60), prev_hol=(d - pl.col("prev")).dt.total_days().clip(0, 60),
            ms=(d.dt.day() <= 7).cast(pl.Int8), me=(d.dt.day() >= 24).cast(pl.Int8), season=d.dt.month() % 12 // 3,
            pay=d.dt.day().is_in([1, 14, 15, 16, 29, 30, 31]).cast(pl.Int8), dim=d.dt.month_end().dt.day(),
            avg7=roll(7, "mean"), avg14=roll(14, "mean"), avg28=roll(28, "mean"), avg30=roll(30, "mean"), avg90=roll(90, "mean"),
            std30=roll(30, "std"), max90=roll(90, "max"), min90=roll(90, "min"),
            sdlw=pl.col("y").shift(7 * ((H + 6) // 7)).over(S), sdlm=pl.col("y").shift(28 * ((H + 27) // 28)).over(S),
            last=pl.col("sold").forward_fill().shift(H).over(S),
            we28=pl.col("we").rolling_mean(28, min_samples=1).over(S), wk28=pl.col("wk").rolling_mean(28, min_samples=1).over(S),
            pid=pl.col("product_id").cast(pl.Categorical).to_physical(), sid=pl.col("store_id").cast(pl.Categorical).to_physical(),
            into=pl.int_range(pl.len()).over(S + ["run"]) * (pl.col("p") > 0).cast(pl.Int8),
        )
        .select(
            "dow", "woy", "month", "weekend", "hol", "next_hol", "prev_hol", "ms", "me", "season", "pay", "dim", "avg7", "avg14", "avg30", "avg90",
            "std30", (pl.col("std30") / pl.col("avg30")).alias("cv30"), (pl.col("avg7") / pl.col("avg30")).alias("trend30"), "sdlw", "sdlm", "max90",
            "min90", (d - pl.col("last")).dt.total_days().alias("since"), (pl.col("we28") / pl.col("wk28")).alias("wewd"),
            (pl.col("avg7") / pl.col("avg28")).alias("fw"), (pl.col("std30") / pl.col("avg30")).alias("vol"), col("p_category").alias("cat"), "pid",
            col("p_price").alias("price"), pl.lit(1).alias("perish"), col("p_brand").alias("brand"), (pl.col("avg30") / pl.col("avg90")).alias("seasidx"),
            "sid", col("s_region").alias("region"), col("s_store_type").alias("stype"), col("s_competitor_distance_miles").alias("comp"),
            col("s_assortment").alias("assort"), (pl.col("p") > 0).cast(pl.Int8).alias("promo"), pl.col("p").alias("disc"), "into",
            col("e_closed").alias("closed"), col("w_temperature_c").alias("temp"), col("w_precipitation_mm").alias("prec"),
            col("e_school_holiday").alias("sch"),
        )
        .select(pl.all().cast(pl.Float32))
        .collect()
    )
    return f.to_numpy()


if __name__ == "__main__":
    frame = pl.from_pandas(panel(sys.argv[1]).reset_index(drop=True)).sort("date")
    best = 1e9
    for _ in range(5):
        begun, cpu = time.time(), time.process_time()
        X = features(frame, int(sys.argv[2]))
        assert X.shape[1] == 45, X.shape
        if time.time() - begun < best:
            best, best_cpu = time.time() - begun, time.process_time() - cpu
    print(json.dumps(dict(rows=len(frame), best_s=round(best, 3), cpu_s=round(best_cpu, 3))))
