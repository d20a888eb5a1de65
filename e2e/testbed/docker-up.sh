#!/usr/bin/env bash
# A Docker daemon of this folder's own and a Debian base image made from packages, as no image registry need be reachable.
# Re-runnable: starts what is down, keeps what is up.  env: TB
# Prints the address for DOCKER_HOST. Containers reach the network only as --network host: no firewall rule is touched.
set -euo pipefail
TB=${TB:-${TMPDIR:-/tmp}/researchloop-testbed}
D=$TB/docker
IMAGE=researchloop-test-debian
mkdir -p "$D"
chmod 755 "$TB"
export DOCKER_HOST=unix://$D/docker.sock

# has PROGRAM…: are all of them here?
has() { local p; for p; do command -v "$p" >/dev/null || return 1; done; }
# Others may be installing at the same time.
packages() { DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq "$@" >>"$D/apt.log" 2>&1; }

if ! has dockerd docker debootstrap; then
    packages install -y --no-install-recommends docker.io debootstrap ||
        { packages update && packages install -y --no-install-recommends docker.io debootstrap; }
fi

if ! docker info >/dev/null 2>&1; then
    rm -f "$D/docker.pid"
    setsid nohup dockerd --host "$DOCKER_HOST" --pidfile "$D/docker.pid" --data-root "$D/data" --exec-root "$D/exec" \
        --iptables=false --ip6tables=false --ip-masq=false --storage-driver=overlay2 >"$D/dockerd.log" 2>&1 </dev/null &
    for _ in {1..300}; do docker info >/dev/null 2>&1 && break; sleep 0.1; done
    docker info >/dev/null 2>&1 || { echo 'docker-up: dockerd did not come up' >&2; tail -n 5 "$D/dockerd.log" >&2; exit 1; }
fi

if ! docker image inspect "$IMAGE" >/dev/null 2>&1; then
    rm -rf "$D/root"
    # shellcheck source=/dev/null
    debootstrap --variant=minbase "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$D/root" >"$D/debootstrap.log" 2>&1
    tar -C "$D/root" -c . | docker import - "$IMAGE" >/dev/null
    rm -rf "$D/root"
fi
echo "$DOCKER_HOST"
