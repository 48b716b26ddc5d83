#!/bin/sh
# The container's entry point: runs Redis as the user redis and reachable from outside, other commands as they are.
set -e

# Only options, or a configuration file: they are meant for Redis
case "${1-}" in
  -* | *.conf) set -- redis-server "$@" ;;
esac

if [ "${1-}" = redis-server ]; then
  # The official image's Redis is compiled without protected mode, which would refuse every other host
  case " $* " in
    *" --protected-mode "* | *" --version "* | *" -v "* | *" --help "* | *" -h "*) ;;
    *) set -- "$@" --protected-mode no ;;
  esac
  if [ "$(id -u)" = 0 ]; then
    find . ! -user redis -exec chown redis {} +
    exec setpriv --reuid=redis --regid=redis --clear-groups -- "$@"
  fi
fi

exec "$@"
