#!/usr/bin/env bash
# Tries ../mvnw against a small archive of its own on the loopback address: no network, nothing written outside a
# temporary folder.
set -euo pipefail

mvnw=$(cd "$(dirname "$0")/.." && pwd)/mvnw
version=$(sed -n 's/^version=//p' "$mvnw")
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

fail() {
  echo "mvnw-test: FAILED: $*" >&2
  sed 's/^/  | /' "$work/out" >&2
  exit 1
}

# An archive of one Maven that says what it is and what it was asked.
folder=$work/archive/maven-3/$version/binaries
mkdir -p "$folder" "$work/src/apache-maven-$version/bin"
printf '#!/bin/sh\necho "archived maven: $*"\n' >"$work/src/apache-maven-$version/bin/mvn"
chmod +x "$work/src/apache-maven-$version/bin/mvn"
archive=$folder/apache-maven-$version-bin.tar.gz
tar -czf "$archive" -C "$work/src" "apache-maven-$version"
sha512sum "$archive" | cut -d ' ' -f 1 >"$archive.sha512"

# The server takes any free port and prints it; a Java is here wherever this project can be built.
cat >"$work/Archive.java" <<'J'
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

class Archive {
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
      if (Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
      }
      else {
        exchange.sendResponseHeaders(404, -1);
      }
      exchange.close();
    });
    server.start();
    System.out.println(server.getAddress().getPort());
  }
}
J
java=$(command -v java || echo "$JAVA_HOME/bin/java")
"$java" "$work/Archive.java" "$work/archive" >"$work/port" 2>"$work/out" &
server=$!
for _ in $(seq 300); do
  [ -s "$work/port" ] && break
  kill -0 "$server" 2>/dev/null || fail "the server did not start"
  sleep 0.1
done
url=http://127.0.0.1:$(cat "$work/port")

# A PATH with the named commands and nothing else.
path_with() {
  local bin tool
  bin=$(mktemp -d "$work/bin.XXXXXX")
  for tool in sh sed head mkdir mktemp rm mv tar gzip sha512sum "$@"; do
    ln -s "$(command -v "$tool")" "$bin/$tool"
  done
  printf '#!/bin/sh\nexit 1\n' >"$bin/java"
  chmod +x "$bin/java"
  echo "$bin"
}

# $1 PATH, $2 home, rest: what mvnw is given. Output in $work/out.
run() {
  local path=$1 home=$2
  shift 2
  env -i PATH="$path" HOME="$home" MVNW_ARCHIVE="$url" "$shell" "$mvnw" "$@" >"$work/out" 2>&1
}

installed() { # $1 folder of a PATH, $2 version
  printf '#!/bin/sh\n[ "$1" != -v ] || { printf "\\033[1mApache Maven %s\\033[m\\n"; exit; }\necho "installed maven: $*"\n' "$2" >"$1/mvn"
  chmod +x "$1/mvn"
}

try() {
  echo "mvnw-test: $shell: $*"
}

for shell in $(for s in dash bash; do command -v "$s" || true; done); do
  home=$(mktemp -d "$work/home.XXXXXX")

  try "uses an installed Maven that is new enough"
  for enough in 3.8.7 3.10.0 4.0.0; do
    path=$(path_with curl)
    installed "$path" "$enough"
    run "$path" "$home" verify "two words" || fail "$enough"
    grep -qx 'installed maven: verify two words' "$work/out" || fail "did not use $enough"
    [ -z "$(ls -A "$home")" ] || fail "wrote to the home folder"
  done

  try "refuses a wrong checksum and leaves nothing behind"
  cp "$archive.sha512" "$archive.sha512.good"
  tr 0-9a-f 1-9a-f0 <"$archive.sha512.good" >"$archive.sha512"
  run "$(path_with curl)" "$home" verify && fail "accepted a wrong checksum"
  grep -q 'refused: the SHA-512' "$work/out" || fail "no word of the checksum"
  [ -z "$(find "$home" -mindepth 3)" ] || fail "left something behind"
  echo "not a checksum" >"$archive.sha512"
  run "$(path_with curl)" "$home" verify && fail "accepted a checksum that is none"
  [ -z "$(find "$home" -mindepth 3)" ] || fail "left something behind"
  mv "$archive.sha512.good" "$archive.sha512"

  try "says so when the archive has no such file"
  mv "$archive" "$archive.away"
  run "$(path_with curl)" "$home" verify && fail "worked without an archive"
  grep -q 'cannot fetch' "$work/out" || fail "no word of the download"
  mv "$archive.away" "$archive"

  try "fetches one when the installed Maven is too old"
  path=$(path_with curl)
  installed "$path" 3.6.3
  run "$path" "$home" verify "two words" || fail "no download"
  grep -qx 'archived maven: verify two words' "$work/out" || fail "did not use the download"
  [ -z "$(find "$home" -name 'unpack.*')" ] || fail "left its work folder behind"

  try "uses what it unpacked before, without any network"
  run "$(path_with)" "$home" -q test || fail "needed the network"
  grep -qx 'archived maven: -q test' "$work/out" || fail "did not use what was unpacked"

  if command -v wget >/dev/null; then
    try "fetches with wget where there is no curl"
    run "$(path_with wget)" "$(mktemp -d "$work/home.XXXXXX")" verify || fail "no download with wget"
    grep -qx 'archived maven: verify' "$work/out" || fail "did not use the download"
  fi

  try "says what is missing where there is neither curl nor wget"
  run "$(path_with)" "$(mktemp -d "$work/home.XXXXXX")" verify && fail "worked by magic"
  grep -q 'neither curl nor wget' "$work/out" || fail "no word of curl"

  try "two at once agree on one Maven"
  both=$(mktemp -d "$work/home.XXXXXX")
  path=$(path_with curl)
  run_pid() { env -i PATH="$path" HOME="$both" MVNW_ARCHIVE="$url" "$shell" "$mvnw" verify >"$work/out.$1" 2>&1; }
  run_pid 1 &
  first=$!
  run_pid 2 || fail "the second of two"
  wait "$first" || fail "the first of two"
  [ "$(find "$both/.m2/consul-leader" -mindepth 1 -maxdepth 1 | wc -l)" -eq 1 ] || fail "two at once left more than one folder"
done
echo "mvnw-test: ok"
