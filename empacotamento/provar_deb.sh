#!/bin/sh
# Installs the package into a clean Debian and starts it there as an ordinary person. As root; needs debootstrap.
# usage: provar_deb.sh PACKAGE FOLDER
set -eu
pacote=$1 raiz=$2
[ -e "$raiz/bin/sh" ] || debootstrap --variant=minbase bookworm "$raiz"
mountpoint -q "$raiz/proc" || mount -t proc proc "$raiz/proc"
trap 'umount "$raiz/proc"' EXIT
cp "$pacote" "$raiz/tmp/gsan-desk.deb"
chroot "$raiz" sh -c 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends /tmp/gsan-desk.deb'
chroot "$raiz" sh -c 'id pessoa >/dev/null 2>&1 || useradd -m pessoa'
como_pessoa="su pessoa -c"
chroot "$raiz" $como_pessoa 'gsan-desk diagnostico'
chroot "$raiz" $como_pessoa 'gsan-desk telas /tmp/telas | tail -1'
chroot "$raiz" sh -c 'test -f /usr/share/applications/gsan-desk.desktop -a -f /usr/lib/udev/rules.d/70-gsan-desk.rules -a -f /usr/lib/systemd/user/gsan-desk-sms.service'
