# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh, test.sh and .ci/run: which packages Souffleur needs and how they are installed.
# Known to fit Debian 12, Debian 13 and Ubuntu 24.04; elsewhere install the same things by hand.
# shellcheck shell=bash

souffleur_top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# To build and to start the program. libsqlcipher-dev is apart: see install_sqlcipher.
build_packages=(
    build-essential cmake ninja-build pkgconf
    qt6-base-dev qt6-websockets-dev qt6-svg-dev libqt6svg6 libgl-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n linguist-qt6
    libxapian-dev libsodium-dev qtkeychain-qt6-dev libcld2-dev libssl-dev libgmime-3.0-dev libxml2-dev libeigen3-dev
    libhunspell-dev
    fonts-inter fonts-noto-color-emoji fonts-dejavu-core
)
# Taken where the distribution has them: a faster build, WebP stickers, Wayland sessions, dictionaries.
build_extras=(ccache mold qt6-image-formats-plugins qt6-wayland
    hunspell-de-de hunspell-de-at hunspell-de-ch hunspell-en-us)
test_packages=(libqt6sql6-psql postgresql xvfb xauth desktop-file-utils appstream libsqlite3-0
    dovecot-imapd dovecot-lmtpd python3-aiosmtpd openssl dbus-daemon)
test_extras=(strace)
# The format is defined by version 14; others lay out some lines differently.
check_extras=(clang-format-14)

say() { printf '== %s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

has_package() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        # Without a terminal nobody could type a password: fail at once instead of waiting.
        if [[ -t 0 ]]; then sudo "$@"; else sudo -n "$@"; fi
    else
        fail "Packages are missing and neither root nor sudo is at hand. As root, run: $*"
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l LC_ALL=C.UTF-8 apt-get -q \
        -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" </dev/null
}

lists_are_fresh=no
refresh_lists() {
    [[ $lists_are_fresh == yes ]] && return 0
    # A broken third-party source must not stop us: what is really missing shows in the install.
    apt_get update || warn "apt-get update reported errors; going on with what it has."
    lists_are_fresh=yes
}

candidate_of() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | awk '$1 == "Candidate:" && $2 != "(none)" { print $2 }'; }

# install_packages REQUIRED... [-- OPTIONAL...]: installs what is not there; quick and offline when nothing is missing.
install_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        fail "This script installs packages with apt (Debian 12, Debian 13, Ubuntu 24.04). Elsewhere: see README.md for what is needed."
    fi
    local required=() optional=() seen=no name
    for name in "$@"; do
        if [[ $name == -- ]]; then
            seen=yes
        elif has_package "$name"; then
            continue
        elif [[ $seen == yes ]]; then
            optional+=("$name")
        else
            required+=("$name")
        fi
    done
    ((${#required[@]} + ${#optional[@]})) || return 0
    # Optional ones alone are worth a look at the lists we have, not a download of new ones.
    ((${#required[@]})) && refresh_lists
    local wanted=("${required[@]}")
    for name in "${optional[@]}"; do
        [[ -n $(candidate_of "$name") ]] && wanted+=("$name")
    done
    ((${#wanted[@]})) || return 0
    say "Installing: ${wanted[*]}"
    if ! apt_get install -y --no-install-recommends "${wanted[@]}"; then
        ((${#required[@]} == 0)) && warn "Optional packages could not be installed; going on without." && return 0
        fail "The packages above could not be installed."
    fi
}

sqlcipher_fits() { [[ -n $1 ]] && dpkg --compare-versions "$1" ge 4.5; }

# SQLCipher 4.5 or newer. Debian 12 has it in bookworm-backports, which is added for this one package: backports are
# never taken by themselves, only where they are asked for by name.
install_sqlcipher() {
    sqlcipher_fits "$(dpkg-query -W -f='${Version}' libsqlcipher-dev 2>/dev/null || true)" && has_package libsqlcipher-dev && return 0
    refresh_lists
    if sqlcipher_fits "$(candidate_of libsqlcipher-dev)"; then
        say "Installing: libsqlcipher-dev"
        apt_get install -y --no-install-recommends libsqlcipher-dev
        return
    fi
    local codename
    # shellcheck disable=SC1091
    codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    [[ $codename == bookworm ]] || fail "Souffleur needs SQLCipher 4.5 or newer; this system offers $(candidate_of libsqlcipher-dev)."
    if ! LC_ALL=C apt-cache policy | grep -q 'bookworm-backports/main'; then
        local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg signed=
        mirror=$(LC_ALL=C apt-cache policy | awk '$3 == "bookworm/main" { print $2; exit }')
        [[ -r $keyring ]] && signed="[signed-by=$keyring] "
        say "Adding bookworm-backports (/etc/apt/sources.list.d/souffleur-backports.list)"
        printf 'deb %s%s bookworm-backports main\n' "$signed" "${mirror:-http://deb.debian.org/debian}" |
            as_root tee /etc/apt/sources.list.d/souffleur-backports.list >/dev/null
        lists_are_fresh=no
        refresh_lists
    fi
    say "Installing: libsqlcipher-dev from bookworm-backports"
    apt_get install -y --no-install-recommends -t bookworm-backports libsqlcipher-dev
}

install_build_packages() {
    install_packages "${build_packages[@]}" -- "${build_extras[@]}"
    install_sqlcipher
}

# keep_off PACKAGE UNIT...: its units do not start by themselves when the package is installed.
keep_off() {
    local package=$1 unit
    shift
    [[ -d /etc/systemd/system ]] || return 0
    say "Keeping $package from starting by itself (undo: systemctl unmask $*)"
    for unit in "$@"; do
        [[ -e /etc/systemd/system/$unit || -L /etc/systemd/system/$unit ]] || as_root ln -s /dev/null "/etc/systemd/system/$unit"
    done
}

# A mail server of this machine, by package or by hand. There can be only one.
has_mail_server() {
    [[ -e /usr/sbin/sendmail || -e /usr/lib/sendmail ]] && return 0
    dpkg-query -W -f='${db:Status-Status} ${Provides}\n' | awk '$1 == "installed" && /(^|[ ,])mail-transport-agent([ ,(]|$)/ { found = 1 } END { exit !found }'
}

# OpenSMTPD returns mail to the tests as a real mail server does. It needs root to run, so it is of no use to anybody
# else; mail servers exclude each other, so it never comes to a machine that has one; and the machine's own it never becomes.
install_mail_server() {
    has_package opensmtpd && return 0
    if [[ $(id -u) != 0 ]] || has_mail_server; then
        say "Going on without OpenSMTPD: its tests want root and a machine without a mail server"
        return 0
    fi
    if [[ -z $(candidate_of opensmtpd) ]]; then
        warn "OpenSMTPD cannot be had here; its tests will be skipped."
        return 0
    fi
    keep_off OpenSMTPD opensmtpd.service
    say "Installing: opensmtpd"
    if ! apt_get install -y --no-install-recommends --no-remove opensmtpd; then
        warn "OpenSMTPD could not be installed; its tests will be skipped."
        return 0
    fi
    # Where there is an init without units.
    as_root update-rc.d opensmtpd disable >/dev/null 2>&1 || true
}

install_test_packages() {
    # The tests start a PostgreSQL of their own. On a machine without one, keep the package from making and starting
    # a cluster; where there is one already, its settings are nobody's business here.
    local config=/etc/postgresql-common/createcluster.conf
    if ! has_package postgresql && ! has_package postgresql-common && [[ ! -e $config ]]; then
        as_root mkdir -p "${config%/*}"
        printf '# Written by packaging/test.sh of Souffleur: binaries only, no cluster.\ncreate_main_cluster = false\n' |
            as_root tee "$config" >/dev/null
    fi
    # The tests start a Dovecot of their own, too. Where there was none, its package shall not start one for everybody.
    has_package dovecot-core || keep_off Dovecot dovecot.service dovecot.socket
    install_packages "${test_packages[@]}" -- "${test_extras[@]}"
    install_mail_server
}

install_check_packages() { install_packages -- "${check_extras[@]}"; }

# Third-party servers that play a messenger for the tests; they stay in build/peers and never enter the product.
install_peers() {
    local directory=$souffleur_top/build/peers
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        install_packages nodejs npm
    fi
    if [[ ! -e $directory/node_modules/telegram-test-api/package.json || ! -e $directory/node_modules/@slack/socket-mode/package.json ]]; then
        say "Fetching the emulators of Telegram and Slack into build/peers"
        mkdir -p "$directory"
        npm install --prefix "$directory" --no-fund --no-audit --ignore-scripts --loglevel=error telegram-test-api@4.2.1 \
            "local-slack-linux-$(node -p process.arch)@0.1.8" @slack/socket-mode@3.1.0 </dev/null
    fi
    export SOUFFLEUR_PEERS_DIR=$directory
}

# As many compilers as there are processors, but none for which there is no memory (about 1.2 GB each).
build_jobs() {
    local processors memory
    processors=$(nproc)
    memory=$(awk '$1 == "MemAvailable:" { print int($2 / 1200000) }' /proc/meminfo 2>/dev/null || true)
    [[ -n $memory ]] || memory=$processors
    ((memory < 1)) && memory=1
    printf '%d\n' $((processors < memory ? processors : memory))
}

# configure_and_build PRESET OPTIONS... -- TARGETS...: into build/PRESET.
configure_and_build() {
    local preset=$1 options=() targets=()
    shift
    while (($#)) && [[ $1 != -- ]]; do
        options+=("$1")
        shift
    done
    (($#)) && shift
    targets=("$@")
    say "Configuring build/$preset"
    (cd "$souffleur_top" && cmake --preset "$preset" "${options[@]}" --log-level=NOTICE)
    say "Building build/$preset"
    cmake --build "$souffleur_top/build/$preset" --parallel "$(build_jobs)" ${targets[@]:+--target "${targets[@]}"}
}
