# Runs a PostgreSQL cluster for as long as standard input stays open.
#
# usage: sh -c "$(cat cluster.sh)" cluster BIN FOLDER OPTIONS
#
# The kernel closes the other end of the pipe however the test process ends, so
# a killed test leaves no server and no folder behind.
bin=$1 folder=$2 options=$3
cd "$folder" || exit 1

if "$bin/initdb" -D data -U postgres -A trust --no-locale -E UTF8 --no-sync >log 2>&1 &&
    "$bin/pg_ctl" -D data -l log -w -t 60 -o "$options" start >>log 2>&1
then echo ready
else echo failed
fi

cat >/dev/null
"$bin/pg_ctl" -D data -m immediate -w stop >>log 2>&1
cd / && rm -rf "$folder"
