"""Trains XGBoost on a matrix of float32, target in the last column; prints one line of JSON. Arguments: file, columns, rounds, depth."""
import json, sys, time
import numpy as np, xgboost as xgb

file, columns, rounds, depth = sys.argv[1], *map(int, sys.argv[2:5])
data = np.fromfile(file, "<f4").reshape(-1, columns + 1)
X, y = np.ascontiguousarray(data[:, :columns]), data[:, columns].copy()
begun, cpu = time.time(), time.process_time()
train = xgb.DMatrix(X, label=y, nthread=2)
booster = xgb.train(dict(objective="reg:squarederror", tree_method="hist", eta=.03, max_depth=depth, nthread=2, seed=42, verbosity=0), train, rounds)
seconds = time.time() - begun
cpu = time.process_time() - cpu
rmse = float(np.sqrt(np.mean((booster.predict(train) - y) ** 2)))
print(json.dumps(dict(rows=len(X), best_s=round(seconds, 3), cpu_s=round(cpu, 3), rmse=round(rmse, 5))))
