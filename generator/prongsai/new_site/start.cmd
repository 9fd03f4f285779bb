@echo off
chcp 65001 >nul
rem สร้างเว็บไซต์: ติดตั้งโปรแกรมไว้ในโฟลเดอร์นี้ (.venv) นำเข้าสมุดงาน Excel ที่วางไว้ แล้วเปิดโต๊ะทำงานในเบราว์เซอร์
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1

set "python="
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set "python=py -3"
if not defined python python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set "python=python"
if not defined python (
  echo ไม่พบ Python 3.11 ขึ้นไป ติดตั้งจาก https://www.python.org/downloads/ แล้วเปิดไฟล์นี้อีกครั้ง
  pause
  exit /b 2
)

set "wheel="
for /f "delims=" %%f in ('dir /b /o:d "prongsai-*.whl" 2^>nul') do set "wheel=%%f"
for /f "delims=" %%f in ('dir /b /o:d "wheels\prongsai-*.whl" 2^>nul') do set "wheel=wheels\%%f"

if not exist ".venv\Scripts\python.exe" (
  echo เตรียมโปรแกรมครั้งแรก อาจใช้เวลาหลายนาที
  %python% -m venv .venv
)
set "what=.\%wheel%[import,check,desk,pdf,publish]"
set "links="
if exist "wheels\" set "links=--find-links wheels"
set "installed="
if exist ".venv\installed" set /p installed=<".venv\installed"
if not defined wheel if defined installed set "what=%installed%"
if not defined wheel if not defined installed (
  echo ไม่พบโปรแกรม วางไฟล์ prongsai-….whl ที่ได้รับไว้ในโฟลเดอร์นี้ แล้วเปิดไฟล์นี้อีกครั้ง
  pause
  exit /b 2
)
if not "%installed%"=="%what%" (
  echo ติดตั้งโปรแกรม
  ".venv\Scripts\python.exe" -m pip install --disable-pip-version-check --quiet %links% "%what%"
  if errorlevel 1 (
    echo ติดตั้งโปรแกรมไม่สำเร็จ ตรวจว่าต่ออินเทอร์เน็ตอยู่ หรือวางไฟล์ prongsai-….whl ไว้ในโฟลเดอร์นี้
    pause
    exit /b 2
  )
  >".venv\installed" echo %what%
)

".venv\Scripts\prongsai.exe" start %*
set "code=%errorlevel%"

pause
exit /b %code%
