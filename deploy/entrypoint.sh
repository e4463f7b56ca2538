#!/bin/sh
# Puts the secrets that are mounted as files into the addresses that need them, then becomes the
# program. Each service mounts only its own secrets, so it learns no others.
set -eu

secrets=/run/secrets
if [ -r "$secrets/redis-password" ]; then
  REDIS_URL="redis://:$(cat "$secrets/redis-password")@redis:6379"
  export REDIS_URL
fi
if [ -r "$secrets/postgres-password" ]; then
  DATABASE_URL="postgresql://hengneng:$(cat "$secrets/postgres-password")@postgres:5432/hengneng"
  export DATABASE_URL
fi
if [ -r "$secrets/influxdb-password" ]; then
  # Some take the file, some the value.
  INFLUX_PASSWORD_FILE="$secrets/influxdb-password"
  INFLUX_PASSWORD="$(cat "$INFLUX_PASSWORD_FILE")"
  export INFLUX_PASSWORD INFLUX_PASSWORD_FILE
fi
exec "$@"
