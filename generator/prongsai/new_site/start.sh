#!/bin/sh
# สร้างเว็บไซต์: ติดตั้งโปรแกรมไว้ในโฟลเดอร์นี้ (.venv) นำเข้าสมุดงาน Excel ที่วางไว้ แล้วเปิดโต๊ะทำงานในเบราว์เซอร์
cd -- "$(dirname -- "$0")" || exit 2

python=
for name in python3 python3.13 python3.12 python3.11 python; do
  if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    python=$name
    break
  fi
done
if [ -z "$python" ]; then
  echo 'ไม่พบ Python 3.11 ขึ้นไป ติดตั้งจาก https://www.python.org/downloads/ แล้วเปิดไฟล์นี้อีกครั้ง'
  exit 2
fi

wheel=
for file in wheels/prongsai-*.whl prongsai-*.whl; do
  if [ -f "$file" ] && { [ -z "$wheel" ] || [ "$file" -nt "$wheel" ]; }; then
    wheel=$file
  fi
done

if [ ! -x .venv/bin/python ]; then
  echo 'เตรียมโปรแกรมครั้งแรก อาจใช้เวลาหลายนาที'
  "$python" -m venv .venv || exit 2
fi
if [ ! -f .venv/installed ] || { [ -n "$wheel" ] && [ "$wheel" -nt .venv/installed ]; }; then
  echo 'ติดตั้งโปรแกรม'
  if [ -z "$wheel" ]; then
    echo 'ไม่พบโปรแกรม วางไฟล์ prongsai-….whl ที่ได้รับไว้ในโฟลเดอร์นี้ แล้วเปิดไฟล์นี้อีกครั้ง'
    exit 2
  fi
  links=
  if [ -d wheels ]; then
    links='--find-links wheels '
  fi
  if ! .venv/bin/python -m pip install --disable-pip-version-check --quiet ${links}"./${wheel}[import,check,desk,pdf,publish]"; then
    echo 'ติดตั้งโปรแกรมไม่สำเร็จ ตรวจว่าต่ออินเทอร์เน็ตอยู่ หรือวางไฟล์ prongsai-….whl ไว้ในโฟลเดอร์นี้'
    exit 2
  fi
  : >.venv/installed
fi

exec .venv/bin/prongsai start "$@"
