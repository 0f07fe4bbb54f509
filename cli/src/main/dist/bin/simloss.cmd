@echo off
rem Starts simloss. JAVA_HOME chooses the Java, SIMLOSS_OPTS adds JVM options (for instance -Xmx8g).
setlocal
set "home=%~dp0.."
if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java") else (set "java=java")
if defined JAVA_HOME (if not exist "%java%.exe" goto nojava) else (where java >nul 2>nul || goto nojava)
goto start
:nojava
echo simloss: no Java found: install Java 17 or newer, or set JAVA_HOME 1>&2
exit /b 1
:start
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
set "collector=-XX:+UseParallelGC"
echo %SIMLOSS_OPTS% %JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS% | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul && set "collector="
"%java%" %collector% -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=warning:stderr -Xshare:auto "-Dsimloss.command=%~0" %SIMLOSS_OPTS% -cp "%home%\lib\*" io.github.simloss.cli.Main %*
exit /b %ERRORLEVEL%
