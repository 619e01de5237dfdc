@echo off
rem Starts Patchbay or one of its commands; "bin\patchbay help" lists them.
setlocal
for %%I in ("%~dp0..") do set "home=%%~fI"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo Patchbay needs Java 17 or later; none was found. Install one, or set JAVA_HOME. 1>&2
  exit /b 72
)
for /f "tokens=3" %%V in ('""%java%" -version 2^>^&1" ^| findstr /i version') do set "version=%%~V"
for /f "tokens=1 delims=._-" %%M in ("%version%") do set "major=%%M"
if %major% LSS 17 (
  echo Patchbay needs Java 17 or later; this is Java %version%. Install one, or set JAVA_HOME. 1>&2
  exit /b 72
)
set "unsafe="
if %major% GEQ 23 set "unsafe=--sun-misc-unsafe-memory-access=allow"
"%java%" %unsafe% -Djdk.tls.client.enableSessionTicketExtension=false -XX:+UseSerialGC -Dfile.encoding=UTF-8 "-Dpatchbay.home=%home%" %PATCHBAY_JAVA_OPTS% -jar "%home%\lib\launcher.jar" %*
exit /b %errorlevel%
