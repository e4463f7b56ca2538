#!/bin/sh
# Prepares InfluxDB 2 for clients that write to /write and ask at /query: long shards that are kept
# for ever, a database name mapped to the bucket, and a user for this bucket alone.
set -eu

INFLUX_TOKEN="$(cat /run/secrets/influxdb-admin-token)"
export INFLUX_TOKEN
bucket=$(influx bucket list --name hengneng --hide-headers | cut -f1)

# 13 weeks: the default of a week costs thousands of open files in ten years.
influx bucket update --id "$bucket" --retention 0 --shard-group-duration 2184h

mapped=$(influx v1 dbrp list --db hengneng --rp autogen --hide-headers | grep -v VIRTUAL || true)
if [ -z "$mapped" ]; then
  influx v1 dbrp create --db hengneng --rp autogen --bucket-id "$bucket" --default
fi

known=$(influx v1 auth list --username hengneng --hide-headers || true)
if [ -z "$known" ]; then
  influx v1 auth create --username hengneng --password "$(cat /run/secrets/influxdb-password)" \
    --read-bucket "$bucket" --write-bucket "$bucket"
fi
