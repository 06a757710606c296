#!/usr/bin/env bash
# Has Apple look through a signed disk image and staples the answer to it: notarise.sh Hashiya.dmg
# APPLE_ID, APPLE_TEAM and APPLE_PASSWORD (one for this purpose alone) must be set.
set -euo pipefail

image=$1
: "${APPLE_ID:?}" "${APPLE_TEAM:?}" "${APPLE_PASSWORD:?}"

xcrun notarytool submit "$image" --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM" --password "$APPLE_PASSWORD" --wait
xcrun stapler staple "$image"
xcrun stapler validate "$image"
