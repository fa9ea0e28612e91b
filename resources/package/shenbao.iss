; Inno Setup 6: the installer for Windows 10 1809 and later. `make_package.py` calls it with
; /DVersion=… /DFrozen=… (the frozen folder). Saved as UTF-8 with a mark, as Inno Setup asks.
; For one account and without administrator rights: a clerk's PC gives none.

#define Title "申报匣"
#define Name "shenbao"

[Setup]
AppId={{6E5B1C0A-6C1B-4B7E-9A55-2F0F6F4C7E21}
AppName={#Title}
AppVersion={#Version}
AppVerName={#Title} {#Version}
DefaultDirName={localappdata}\Programs\{#Title}
DisableProgramGroupPage=yes
DisableDirPage=no
DisableWelcomePage=no
PrivilegesRequired=lowest
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
OutputBaseFilename={#Title}安装程序-{#Version}
UninstallDisplayIcon={app}\{#Title}.exe
UninstallDisplayName={#Title}
ChangesAssociations=yes
; What is running would keep its files open; it is asked to close, never killed.
CloseApplications=yes
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Files]
; An update leaves no file of the version before.
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{userprograms}\{#Title}"; Filename: "{app}\{#Title}.exe"
Name: "{userdesktop}\{#Title}"; Filename: "{app}\{#Title}.exe"; Tasks: desktop

[Tasks]
Name: desktop; Description: "在桌面上放一个图标"

[Registry]
; Drafts open by a double click. Only the account's own part of the registry is touched.
Root: HKCU; Subkey: "Software\Classes\.shenbao"; ValueType: string; ValueData: "shenbao.draft"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\shenbao.draft"; ValueType: string; ValueData: "{#Title}草稿"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\shenbao.draft\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Title}.exe,0"
Root: HKCU; Subkey: "Software\Classes\shenbao.draft\shell\open\command"; ValueType: string; ValueData: """{app}\{#Title}.exe"" ""%1"""

[Run]
Filename: "{app}\{#Title}.exe"; Description: "打开{#Title}"; Flags: nowait postinstall skipifsilent

; Drafts, copies, settings and the log are the user's: removing the program leaves them.

[Languages]
Name: zh; MessagesFile: "compiler:Default.isl"

[LangOptions]
LanguageName=中文
LanguageID=$0804
DialogFontName=Microsoft YaHei UI

[Messages]
SetupAppTitle=安装
SetupWindowTitle=安装 - %1
UninstallAppTitle=卸载
UninstallAppFullTitle=卸载 %1
InformationTitle=说明
ConfirmTitle=请确认
ErrorTitle=出错
ButtonBack=< 上一步(&B)
ButtonNext=下一步(&N) >
ButtonInstall=安装(&I)
ButtonOK=确定
ButtonCancel=取消
ButtonYes=是(&Y)
ButtonNo=否(&N)
ButtonFinish=完成(&F)
ButtonBrowse=浏览(&B)…
ButtonWizardBrowse=浏览(&R)…
ButtonNewFolder=新建文件夹(&M)
ExitSetupTitle=退出安装
ExitSetupMessage=安装还没有完成,现在退出则不会装上。%n%n确定退出吗?
ClickNext=按「下一步」继续,按「取消」退出。
WelcomeLabel1=欢迎安装[name]
WelcomeLabel2=将在这台电脑上安装[name/ver]。%n%n只为当前账户安装,不需要管理员身份,也不联网。
WizardSelectDir=安装位置
SelectDirDesc=[name]装在哪里?
SelectDirLabel3=将安装到下面的文件夹。
SelectDirBrowseLabel=按「下一步」继续;要换一个文件夹,按「浏览」。
DiskSpaceMBLabel=至少需要 [mb] MB 磁盘空间。
DirExistsTitle=文件夹已存在
DirExists=文件夹%n%n%1%n%n已经存在。装到这里吗?
WizardSelectTasks=另外做什么
SelectTasksDesc=安装时另外做什么?
SelectTasksLabel2=请选择,然后按「下一步」。
WizardReady=可以安装了
ReadyLabel1=将把[name]装到这台电脑上。
ReadyLabel2a=按「安装」开始;要改,按「上一步」。
ReadyLabel2b=按「安装」开始。
ReadyMemoDir=安装位置:
ReadyMemoTasks=另外:
WizardPreparing=准备安装
PreparingDesc=正在准备安装[name]。
ApplicationsFound=下面的程序正在使用要更新的文件,请先保存并关闭它们。
ApplicationsFound2=下面的程序正在使用要更新的文件,请先保存并关闭它们。
CloseApplications=自动关闭这些程序(&A)
DontCloseApplications=不关闭这些程序(&D)
WizardInstalling=正在安装
InstallingLabel=正在安装[name],请稍候。
FinishedHeadingLabel=[name]装好了
FinishedLabelNoIcons=[name]已经装好。
FinishedLabel=[name]已经装好,可以从开始菜单打开。
ClickFinish=按「完成」结束。
StatusExtractFiles=正在放置文件…
StatusCreateIcons=正在建立图标…
StatusCreateRegistryEntries=正在登记文件类型…
StatusSavingUninstall=正在记下卸载办法…
StatusRunProgram=正在完成…
StatusRollback=正在撤销…
ConfirmUninstall=确定卸载 %1 吗?您的草稿、备份和设置都会保留。
UninstallStatusLabel=正在卸载 %1,请稍候。
UninstalledAll=%1 已经卸载。草稿和备份都还在。
UninstalledMost=%1 已经卸载,有几个文件没有删掉,可以自己删去。
ErrorCreatingDir=建不了文件夹“%1”,请换一个位置。
SetupFileMissing=安装程序不完整,缺少 %1;请重新拷贝。
SetupFileCorrupt=安装程序损坏;请重新拷贝。
WinVersionTooLowError=需要 Windows 10(1809)或更新的系统。
OnlyOnTheseArchitectures=需要 64 位的 Windows。
AdminPrivilegesRequired=请换一个账户安装。
