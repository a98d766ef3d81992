/// Which systems the platforms of LaunchBox's games database are, and those of libretro's databases that RetroArch has
/// no playlist of, as a table in one string, parsed once by ``PlatformNames``.
///
/// One line each: `name, other names|keys of systems`. The keys are ES-DE's; a platform that is sold under several names
/// has all of them. Platforms that ES-DE has no system for have no line: their games are known by no system.
let launchBoxNames = """
  3DO Interactive Multiplayer|3do
  Acorn Archimedes|archimedes
  Acorn Electron|electron
  Amstrad CPC|amstradcpc
  Amstrad GX4000|gx4000
  Android|android androidgames androidapps
  Apple II|apple2
  Apple IIGS|apple2gs
  Apple Mac OS|macintosh
  Arcade|arcade mame fba fbneo cps cps1 cps2 cps3 model2 naomi naomi2 naomigd atomiswave stv neogeo daphne \
  laserdisc consolearcade pcarcade mess
  Atari 2600|atari2600
  Atari 5200|atari5200
  Atari 7800|atari7800
  Atari 800|atari800 atarixe
  Atari Jaguar|atarijaguar
  Atari Lynx|atarilynx
  Atari ST|atarist
  Atari XEGS|atarixe atari800
  Atomiswave,Sammy Atomiswave|atomiswave
  Bally Astrocade|astrocde
  BBC Microcomputer System|bbcmicro
  Bit Corporation Gamate,Gamate|gamate
  Casio PV-1000|pv1000
  Coleco ADAM|adam
  ColecoVision|colecovision
  Commodore 64|c64
  Commodore Amiga|amiga amiga600 amiga1200
  Commodore Amiga CD32|amigacd32
  Commodore CDTV|cdtv
  Commodore Plus 4|plus4
  Commodore VIC-20|vic20
  Creatronic Mega Duck,Mega Duck|megaduck
  Emerson Arcadia 2001|arcadia
  Epoch Super Cassette Vision|scv
  Fairchild Channel F|channelf
  Fujitsu FM Towns Marty,Fujitsu FM Towns|fmtowns
  Fujitsu FM-7|fm7
  Funtech Super Acan,Super A'Can|supracan
  GCE Vectrex|vectrex
  Handheld Electronic Games,Handheld Electronic Game|lcdgames gameandwatch
  Hartung Game Master|gmaster
  Magnavox Odyssey 2|odyssey2 videopac
  Mattel Intellivision|intellivision
  Microsoft MSX|msx msx1
  Microsoft MSX2|msx2 msx
  Microsoft MSX2+|msx2 msxturbor msx
  MSX turboR,Microsoft MSX Turbo R|msxturbor msx
  Microsoft Xbox|xbox
  MS-DOS|dos pc
  MUGEN|mugen
  NEC PC-8801|pc88
  NEC PC-9801|pc98
  NEC PC-FX|pcfx
  NEC TurboGrafx-16|tg16 pcengine
  NEC TurboGrafx-CD|tg-cd pcenginecd
  Nintendo 3DS|n3ds
  Nintendo 64|n64
  Nintendo 64DD|n64dd
  Nintendo DS|nds
  Nintendo Entertainment System|nes famicom
  Nintendo Famicom Disk System|fds
  Nintendo Game & Watch|gameandwatch lcdgames
  Nintendo Game Boy|gb sgb
  Nintendo Game Boy Advance|gba
  Nintendo Game Boy Color|gbc
  Nintendo GameCube|gc
  Nintendo Pokemon Mini|pokemini
  Nintendo Satellaview|satellaview
  Nintendo Switch|switch
  Nintendo Virtual Boy|virtualboy
  Nintendo Wii|wii
  Nintendo Wii U|wiiu
  OpenBOR|openbor
  Othello Multivision|multivision
  Palm OS|palm
  PC Engine SuperGrafx|supergrafx
  Philips CD-i|cdimono1
  Philips Videopac+|videopac odyssey2
  PICO-8|pico8
  ScummVM|scummvm
  Sega 32X|sega32x sega32xjp sega32xna
  Sega CD|segacd megacd megacdjp
  Sega CD 32X|sega32x sega32xjp sega32xna segacd megacd megacdjp
  Sega Dreamcast|dreamcast
  Sega Game Gear|gamegear
  Sega Genesis|genesis megadrive
  Sega Master System|mastersystem
  Sega Model 2|model2
  Sega Naomi|naomi naomigd
  Sega Naomi 2|naomi2
  Sega Saturn|saturn saturnjp
  Sega SG-1000|sg-1000
  Sega ST-V|stv
  Sharp X1|x1
  Sharp X68000|x68000
  Sinclair ZX Spectrum|zxspectrum
  Sinclair ZX-81|zx81
  SNK Neo Geo AES|neogeo
  SNK Neo Geo CD|neogeocd neogeocdjp
  SNK Neo Geo MVS|neogeo arcade mame fba fbneo
  SNK Neo Geo Pocket|ngp ngpc
  SNK Neo Geo Pocket Color|ngpc ngp
  Sony Playstation|psx
  Sony Playstation 2|ps2
  Sony Playstation 3|ps3
  Sony Playstation Vita|psvita
  Sony PSP,Sony PSP Minis|psp
  Spectravideo|spectravideo
  Super Nintendo Entertainment System|snes snesna sfc
  Texas Instruments TI 99/4A|ti99
  Thomson MO/TO,Thomson MO5,Thomson TO7|moto to8
  TIC-80|tic80
  Tiger Game.com|gamecom
  Uzebox|uzebox
  VTech CreatiVision|crvision
  VTech V.Smile|vsmile
  WASM-4|wasm4
  Watara Supervision|supervision
  Windows|windows pc windows9x
  Windows 3.X|windows3x
  WonderSwan|wonderswan
  WonderSwan Color|wonderswancolor
  Sinclair ZX Spectrum +3|zxspectrum
  Sega - Naomi|naomi naomigd
  Sega - Naomi 2|naomi2
  Sony - PlayStation Portable (PSN)|psp
  Sony - PlayStation 3 (PSN)|ps3
  Sony - PlayStation Vita|psvita
  Nintendo - Nintendo 3DS (Digital)|n3ds
  Nintendo - Nintendo DSi,Nintendo - Nintendo DS (Download Play)|nds
  Nintendo - Family Computer Disk System|fds
  Nintendo - Wii (Digital)|wii
  Nintendo - Wii U|wiiu
  Microsoft - MSX2|msx2 msx msxturbor
  MAME 2000,MAME 2003,MAME 2003-Plus,MAME 2010,MAME 2015,MAME 2016|arcade mame fba fbneo cps cps1 cps2 cps3 \
  model2 naomi atomiswave stv neogeo
  FBNeo - Arcade Games,FB Alpha - Arcade Games|fbneo fba arcade mame cps cps1 cps2 cps3 neogeo
  SNK - Neo Geo|neogeo arcade mame fba fbneo
  Sega - ST-V|stv
  """
