# fetch-consul.sh DIR - puts a Consul binary into DIR, as DIR/consul, without root.
# It asks the mirrors that this machine's own apt sources name, and lets apt check the signatures. Nothing outside DIR changes.
set -eu
dir=$1
fail() {
	echo "fetch-consul: $*" >&2
	exit 1
}
for tool in apt-get dpkg-deb sed; do
	command -v "$tool" >/dev/null || fail "this machine has no $tool"
done
[ -r /etc/os-release ] || fail "no /etc/os-release, so this is no Debian or Ubuntu"
. /etc/os-release
# The last releases that carry the package.
case "${ID:-}" in
	debian) suite=bullseye component=main ;;
	ubuntu) suite=jammy component=universe ;;
	*) fail "this is no Debian or Ubuntu" ;;
esac
keyring=
for candidate in "/usr/share/keyrings/$ID-archive-keyring.gpg" "/usr/share/keyrings/$ID-archive-keyring.pgp"; do
	[ -r "$candidate" ] && keyring=$candidate && break
done
[ -n "$keyring" ] || fail "the package $ID-archive-keyring is not installed"

work=$dir/apt
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/parts"
# Every path that apt would write to lies in $work. Root must stay root, since apt's own user cannot write there.
apt() {
	apt-get -qq \
		-o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts="$work/parts" \
		-o Dir::State::lists="$work/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$work/cache" \
		-o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=2 -o Debug::NoLocking=1 "$@"
}

# Printing the addresses needs neither root nor lists that were downloaded before.
mirrors=$(apt-get update --print-uris | sed -n "s|^'\(.*\)/dists/${VERSION_CODENAME:-none}/.*|\1|p" | sort -u)
[ -n "$mirrors" ] || fail "the apt sources of this machine name no mirror of ${VERSION_CODENAME:-its release}"
for mirror in $mirrors; do
	echo "deb [signed-by=$keyring] $mirror $suite $component" > "$work/sources.list"
	if apt update && (cd "$work" && apt download consul); then
		dpkg-deb -x "$work"/consul_*.deb "$work/tree"
		mv "$work/tree/usr/bin/consul" "$dir/consul"
		exit 0
	fi
	echo "fetch-consul: no consul package of $suite at $mirror" >&2
done
fail "no mirror of this machine had the package"
