-- A series of the sample by its ids, for wrk.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"instances": [{"product_id": "101", "store_id": "2", "horizon": 7}]}'
