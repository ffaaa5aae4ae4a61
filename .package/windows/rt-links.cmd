@echo off
rem Lets this copy of Real Talk open the links that begin with "rt:", for you
rem alone. Start it again after you have moved the folder. "rt-links off" undoes it.
setlocal
set "key=HKCU\Software\Classes\rt"
if /i "%~1"=="off" goto off
set "program=%~dp0realtalk.exe"
if not exist "%program%" goto missing
reg add "%key%" /ve /t REG_SZ /d "URL:Real Talk" /f >nul
if errorlevel 1 goto failed
reg add "%key%" /v "URL Protocol" /t REG_SZ /d "" /f >nul
if errorlevel 1 goto failed
reg add "%key%\DefaultIcon" /ve /t REG_SZ /d "\"%program%\",0" /f >nul
if errorlevel 1 goto failed
rem After "--" nothing in a link is taken for a flag.
reg add "%key%\shell\open\command" /ve /t REG_SZ /d "\"%program%\" -- \"%%1\"" /f >nul
if errorlevel 1 goto failed
echo Links that begin with "rt:" now open Real Talk.
goto end

:off
reg delete "%key%" /f >nul
if errorlevel 1 goto failed
echo Links that begin with "rt:" no longer open Real Talk.
goto end

:missing
echo realtalk.exe is not beside this file. Unpack the whole folder first.
goto end

:failed
echo Windows did not allow the change.

:end
if "%~1"=="" pause
