#!/bin/sh
# Playwright starts one executable: this one gives up root's rights, then becomes Electron.
exec setpriv --reuid="$NHI_TEST_UID" --regid="$NHI_TEST_GID" --clear-groups -- "$NHI_TEST_EXECUTABLE" "$@"
