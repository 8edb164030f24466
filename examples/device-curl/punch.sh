#!/bin/sh
# A device in curl: reports one punch of now, and keeps trying until the gate has it.
#
#   GATE=http://127.0.0.1:8080 SN=GATE-1 AUTH_TOKEN=.. ./punch.sh 1001 [CheckIn]
#
# Exit code 0: the gate has it on disk. 1: it refuses it, and sending it again would not help. Other: it was out of reach.
set -eu

user=$1
state=${2:-CheckIn}
# With its offset the time is the same wherever the gate believes the device to be.
time=$(date '+%Y-%m-%d %H:%M:%S GMT %z')

# In JSON a backslash and a quote have a backslash before them.
json_text() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }

# --retry comes back after 429 and 503, as long after as Retry-After says, and after a lost connection. That is safe: the
# same punch sent twice is one punch, and the second answer says "duplicate".
answer=$(curl -sS --retry "${RETRIES:-1000}" --retry-connrefused --retry-max-time 86400 \
  -w '\n%{http_code}' \
  -H "sn: $SN" -H "auth-token: $AUTH_TOKEN" -H 'Content-Type: application/json' \
  -d "{\"user_id\":\"$(json_text "$user")\",\"att_time\":\"$time\",\"att_state\":\"$(json_text "$state")\"}" \
  "$GATE/api/attendance/v1/punch")

status=${answer##*
}
echo "${answer%
*}"
[ "$status" = 200 ]
