#!/usr/bin/env bash
# Makes the disk image of an application: dmg.sh Hashiya.app Hashiya.dmg
set -euo pipefail

application=$1
image=$2
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT

cp -R "$application" "$staging/"
ln -s /Applications "$staging/Applications"
rm -f "$image"
# On a busy machine the volume is sometimes held by the indexer: "Resource busy".
for attempt in 1 2 3 4 5; do
  if hdiutil create -volname Hashiya -srcfolder "$staging" -format UDZO -ov "$image"; then
    exit 0
  fi
  sleep $((attempt * 5))
done
echo "hdiutil made no image in five attempts" >&2
exit 1
