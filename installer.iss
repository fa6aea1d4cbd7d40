; Installer for Windows (Inno Setup 6). Needs the folder made by "make build"; compiled by "make instalador".
; Silent: /VERYSILENT [/ALLUSERS | /CURRENTUSER] [/COMPONENTS="estacao,sms,treinamento"] [/AJUSTES="\\servidor\pasta\gsan-desk.toml"]
#ifndef Versao
  #define Versao "0.0.0"
#endif
#ifndef Origem
  #define Origem "dist\gsan-desk"
#endif
#ifndef Icone
  #define Icone "build\gsan-desk.ico"
#endif
#define Programa "gsan-desk-janela.exe"

[Setup]
AppId={{6E4E2B0C-6B0E-4C57-9E0B-5A5D1F0C7A41}
AppName=gsan-desk
AppVersion={#Versao}
AppPublisher=gsan-desk
VersionInfoVersion={#Versao}
DefaultDirName={autopf}\gsan-desk
DefaultGroupName=gsan-desk
DisableProgramGroupPage=yes
LicenseFile=LICENSE
PrivilegesRequired=admin
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
CloseApplications=yes
RestartApplications=no
UsePreviousAppDir=yes
UsePreviousTasks=yes
SetupIconFile={#Icone}
UninstallDisplayIcon={app}\{#Programa}
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
OutputBaseFilename=gsan-desk-{#Versao}

[Languages]
Name: "ptbr"; MessagesFile: "compiler:Languages\BrazilianPortuguese.isl"

[Types]
Name: "atendimento"; Description: "Estação de atendimento"
Name: "completa"; Description: "Tudo"
Name: "escolhida"; Description: "Escolher"; Flags: iscustom

[Components]
Name: "estacao"; Description: "Estação de trabalho"; Types: atendimento completa escolhida; Flags: fixed
Name: "sms"; Description: "Estação de SMS, aberta quando a pessoa entra no Windows"; Types: completa
Name: "treinamento"; Description: "Treinamento, com base de dados inventada"; Types: completa

[Tasks]
Name: "areadetrabalho"; Description: "Criar um atalho na área de trabalho"; Flags: unchecked

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Origem}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\gsan-desk"; Filename: "{app}\{#Programa}"
Name: "{autodesktop}\gsan-desk"; Filename: "{app}\{#Programa}"; Tasks: areadetrabalho
Name: "{autoprograms}\gsan-desk (treinamento)"; Filename: "{app}\{#Programa}"; Parameters: "demo"; Components: treinamento
Name: "{autostartup}\gsan-desk (SMS)"; Filename: "{app}\{#Programa}"; Components: sms

[Registry]
Root: HKA; Subkey: "Software\Classes\gsan-desk"; ValueType: string; ValueData: "URL:gsan-desk"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\gsan-desk"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\gsan-desk\shell\open\command"; ValueType: string; ValueData: """{app}\{#Programa}"" abrir ""%1"""

[Run]
Filename: "{app}\{#Programa}"; Description: "Abrir o gsan-desk"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurStepChanged(CurStep: TSetupStep);
var
  Ajustes, Pasta: String;
begin
  Ajustes := ExpandConstant('{param:AJUSTES|}');
  if (CurStep <> ssPostInstall) or (Ajustes = '') then
    exit;
  if IsAdminInstallMode then
    Pasta := ExpandConstant('{commonappdata}\gsan-desk')
  else
    Pasta := ExpandConstant('{localappdata}\gsan-desk');
  if not (ForceDirectories(Pasta) and FileCopy(Ajustes, Pasta + '\gsan-desk.toml', False)) then
    SuppressibleMsgBox('Não foi possível copiar os ajustes de ' + Ajustes + '.', mbError, MB_OK, IDOK);
end;

procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Pasta: String;
begin
  Pasta := ExpandConstant('{localappdata}\gsan-desk');
  if (CurUninstallStep <> usPostUninstall) or not DirExists(Pasta) then
    exit;
  { Silent: keep. What was typed and not yet registered is somebody's work. }
  if SuppressibleMsgBox('Apagar também os rascunhos, os ajustes e a base de treinamento desta pessoa?' + #13#10 +
      Pasta, mbConfirmation, MB_YESNO or MB_DEFBUTTON2, IDNO) = IDYES then
    DelTree(Pasta, True, True, True);
end;
