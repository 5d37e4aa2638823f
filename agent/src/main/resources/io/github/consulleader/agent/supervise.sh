# Runs "$@" until it ends, and ends it when the standard input closes, which it does when the JVM dies in whatever way.
# $1 is a folder to remove in that case (nobody else is left to do it), or empty.
orphan_folder=$1
shift
exec 3<&0
# The first line of output is the process id; exec keeps it for the agent.
sh -c 'echo "$$"; exec "$@"' sh "$@" </dev/null 3<&- 2>&1 &
child=$!
(
	# Builtins only: a cat would outlive the kill at the end of this script.
	while read -r ignored; do :; done <&3
	trap '' TERM
	# A stopped process takes no SIGTERM before it is continued.
	kill -CONT "$child"
	kill -TERM "$child"
	tries=0
	while [ "$tries" -lt 20 ] && kill -0 "$child"; do
		sleep 0.1
		tries=$((tries + 1))
	done
	kill -KILL "$child"
	[ -z "$orphan_folder" ] || rm -rf "$orphan_folder"
) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$child"
code=$?
# While the JVM lives the watcher must go, before the process id can belong to somebody else.
kill "$watcher" 2>/dev/null
exit "$code"
