#!/usr/bin/env bash
# The unprivileged user that jobs run as, and an OpenSSH server for the tests to start.   env: SSH_USER
set -euo pipefail
SSH_USER=${SSH_USER:-researcher}
if ! [ -x /usr/sbin/sshd ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openssh-server openssh-client
fi
# '*' and not '!' as the password, so that sshd without PAM does not call the account locked.
id "$SSH_USER" >/dev/null 2>&1 || useradd --create-home --shell /bin/bash "$SSH_USER"
usermod -p '*' "$SSH_USER"
