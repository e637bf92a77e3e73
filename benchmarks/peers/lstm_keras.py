"""Trains the network in Keras on sequences of float32; prints one line of JSON with the loss of each epoch.

Arguments: folder with x.f32 (n x steps x inputs), y.f32 (n x steps), w.f32 (n x steps); steps, inputs, epochs, batch, LSTM layers (64 or 128,64)."""
import json, os, sys, time; os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
from tensorflow import keras as K

folder, steps, inputs, epochs, batch = sys.argv[1], *map(int, sys.argv[2:6]); layers = [int(u) for u in sys.argv[6].split(",")]
read = lambda n, *shape: np.fromfile(f"{folder}/{n}.f32", "<f4").reshape(-1, *shape)
x, y, w = read("x", steps, inputs), read("y", steps, 1), read("w", steps)
K.utils.set_random_seed(1)
net = K.Sequential([K.Input((steps, inputs))] + [K.layers.LSTM(u, return_sequences=True) for u in layers] + [K.layers.Dense(32, activation="relu"), K.layers.Dense(1)])
net.compile(K.optimizers.Adam(2e-3), "mae")
net.fit(x[:batch], y[:batch], sample_weight=w[:batch], batch_size=batch, verbose=0)  # compiles the graph
held = len(x) // 10
seconds, losses, cpu = [], [], 0
for _ in range(epochs):
    begun, before = time.time(), time.process_time()
    net.fit(x[held:], y[held:], sample_weight=w[held:], batch_size=batch, verbose=0)
    seconds.append(time.time() - begun)
    cpu += time.process_time() - before
    p = net.predict(x[:held], batch_size=1024, verbose=0)
    losses.append(float((np.abs(p - y[:held])[..., 0] * w[:held]).sum() / w[:held].sum()))
print(json.dumps(dict(epoch_samples=len(x) - held, best_s=round(sum(seconds), 3), cpu_s=round(cpu, 3), epoch_s=[round(s, 4) for s in seconds], losses=[round(l, 4) for l in losses])))
