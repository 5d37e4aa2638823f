# Runs "${@}" after the first until it ends, passes on what it is told, and ends it when the standard input closes, which
# it does when the launcher dies in whatever way. $1 is a folder for a pipe.
pipe=$1/in.$$
shift
mkfifo "$pipe" || exit 125
exec 3<&0
# The first line of output is the process id; exec keeps it for the instance.
sh -c 'echo "$$"; exec "$@"' sh "$@" <"$pipe" 3<&- &
child=$!
exec 4>"$pipe"
rm "$pipe"
(
	# Builtins only: a cat would outlive the kill at the end of this script.
	while read -r line; do printf '%s\n' "$line" >&4; done <&3
	# A stopped process notices nothing before it is continued. Then the closed pipe tells it to end by itself.
	kill -CONT "$child"
	exec 4>&-
	tries=0
	while [ "$tries" -lt 80 ] && kill -0 "$child"; do
		sleep 0.1
		tries=$((tries + 1))
	done
	kill -CONT "$child"
	kill -KILL "$child"
) >/dev/null 2>&1 &
watcher=$!
exec 3<&- 4>&-
wait "$child"
code=$?
# While the launcher lives the watcher must go, before the process id can belong to somebody else.
kill "$watcher" 2>/dev/null
exit "$code"
