#!/bin/sh
# Calls the Personal Messages API once and prints the answer, with curl.
# Run it: SERVICE_PWD=... TOKEN='...' sh messages.sh
# The exit code is 0 if the answer has the user's messages.
set -eu
: "${SERVICE_PWD:?Set the environment variable SERVICE_PWD.}"
: "${TOKEN:?Set the environment variable TOKEN to the token of a user, in single quotes.}"

# --data-urlencode encodes the token: it contains + / = and |.
answer=$(
  curl --silent --show-error --max-time 30 --get '{{API_ADDRESS}}' \
    --user '{{SERVICE_ID}}':"$SERVICE_PWD" \
    --data-urlencode 'action=getPersonalMessages' \
    --data-urlencode 'infos={{INFOS}}' \
    --data-urlencode "token=$TOKEN"
)
printf '%s\n' "$answer"

case $answer in
  *'<getPersonalMessagesReturn><Data>'*) exit 0 ;;
  *) exit 1 ;;
esac
