#!/usr/bin/env bash
# Signs an application for the hardened runtime: sign.sh Hashiya.app IDENTITY
set -euo pipefail

application=$1
identity=$2
entitlements="$(dirname "$0")/entitlements.plist"

# From the inside out: a signature covers what it finds signed.
find "$application/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
  xargs -0 -n 20 codesign --force --timestamp --options runtime --sign "$identity"
find "$application/Contents" -type d -name '*.framework' -print0 |
  xargs -0 -n 1 codesign --force --timestamp --options runtime --sign "$identity"
codesign --force --timestamp --options runtime --entitlements "$entitlements" --sign "$identity" "$application"
codesign --verify --deep --strict "$application"
