/// What front ends call the platforms, and which files ES-DE lists, as a table in one string, parsed once by
/// ``SystemTable``.
///
/// One line each:
/// `key|name|Batocera|RetroPie|RomM|RetroArch's playlist|MiSTer|Analogue Pocket|Onion|Pegasus|extensions`.
/// The key is ES-DE's folder name; `=` is the key again, and an empty field is a platform the program does not have.
/// The extensions are those of ES-DE's systems file. From ES-DE's es_systems.xml, Batocera's es_systems.yml, RetroPie,
/// RomM, libretro's databases, and the documentation of MiSTer, the Pocket's cores and Onion.
let systemNames = """
  3do|3DO Interactive Multiplayer|=|=|=|The 3DO Company - 3DO|||PANASONIC|=|bin chd cue iso 7z zip
  adam|Coleco Adam|=||colecoadam||Adam||||1dd bin col cqi cqm d77 d88 ddp dfi dsk hfe imd mfi mfm rom td0 wav 7z zip
  amiga|Commodore Amiga|amiga500|=|=|Commodore - Amiga|Amiga|=|AMIGA|=|adf adz ccd chd cue dms fdi hdf hdz ipf iso \
  lha m3u mds nrg rp9 uae 7z zip
  amiga1200|Commodore Amiga 1200|=|||Commodore - Amiga|||||adf adz ccd chd cue dms fdi hdf hdz ipf iso lha m3u mds \
  nrg rp9 uae 7z zip
  amiga600|Commodore Amiga 600||||Commodore - Amiga|||||adf adz ccd chd cue dms fdi hdf hdz ipf iso lha m3u mds \
  nrg rp9 uae 7z zip
  amigacd32|Commodore Amiga CD32|=||amiga-cd32|Commodore - CD32|Amiga||AMIGACD|=|adf adz ccd chd cue dms fdi hdf \
  hdz ipf iso lha m3u mds nrg rp9 uae 7z zip
  amstradcpc|Amstrad CPC|=|=|acpc|Amstrad - CPC|Amstrad||CPC|=|cdt cpr dsk kcr m3u sna tap tar voc 7z zip
  android|Google Android|||=|||||=|7z zip
  androidapps|Android Apps|||||||||7z zip
  androidgames|Android Games|||||||||7z zip
  apple2|Apple II|=|=|appleii|Apple - II|Apple-II|||=|do dsk nib po
  apple2gs|Apple IIGS|=||apple-iigs||||||2mg 7z zip
  arcade|Arcade||=|=|MAME||||=|cmd desktop neo sh 7z zip
  arcadia|Emerson Arcadia 2001|=|=|arcadia-2001|Emerson - Arcadia 2001|Arcadia|=|||bin 7z zip
  archimedes|Acorn Archimedes|=||acorn-archimedes||ARCHIE||||1dd 360 adf adl adm ads apd bbc chd cqi cqm d77 d88 \
  dfi dsd dsk hfe ima imd img ipf jfd mfi mfm msa ssd st td0 ufi 7z zip
  arduboy|Arduboy Miniature Game System|=||=|Arduboy Inc - Arduboy|Arduboy|=|ARDUBOY||arduboy hex 7z zip
  astrocde|Bally Astrocade|=||astrocade||Astrocade||||7z zip
  atari2600|Atari 2600|=|=|=|Atari - 2600|Atari2600|2600|ATARI|=|a26 bin 7z zip
  atari5200|Atari 5200|=|=|=|Atari - 5200|Atari5200||FIFTYTWOHUNDRED|=|a52 atr atx bin car cas cdm rom xex xfd 7z \
  zip
  atari7800|Atari 7800 ProSystem|=|=|=|Atari - 7800|Atari7800|7800|SEVENTYEIGHTHUNDRED|=|a78 bin 7z zip
  atari800|Atari 800|=|=|atari8bit|Atari - 8-bit Family|Atari800||EIGHTHUNDRED||a52 atr atx bin car cas cdm rom \
  xex xfd 7z zip
  atarijaguar|Atari Jaguar|jaguar|=|jaguar|Atari - Jaguar|Jaguar||JAGUAR|=|abs bin cdi cof cue j64 jag prg rom 7z \
  zip
  atarilynx|Atari Lynx|lynx|=|lynx|Atari - Lynx|AtariLynx|lynx|LYNX|=|lnx o 7z zip
  atarist|Atari ST|=|=|atari-st|Atari - ST|AtariST||ATARIST|=|st msa stx dim ipf m3u 7z zip
  atarixe|Atari XE|xegs||atari-xegs|||||=|a52 atr atx bin car cas cdm xex xfd 7z zip
  atomiswave|Sammy Corporation Atomiswave|=||||||||bin dat elf lst 7z zip
  bbcmicro|Acorn Computers BBC Micro|=||=||BBCMicro||||dsd img ssd 7z zip
  c64|Commodore 64|=|=|=|Commodore - 64|C64|=|COMMODORE|=|bin cmd crt d2m d4m d64 d6z d71 d7z d80 d81 d82 d8z g41 \
  g4z g64 g6z gz lnx m3u nbz nib p00 prg t64 tap vfl vsf x64 x6z 7z zip
  cdimono1|Philips CD-i|cdi||philips-cd-i|Philips - CD-i|CD-i||||chd cue iso
  cdtv|Commodore CDTV|amigacdtv||commodore-cdtv|Commodore - CDTV||||amigacdtv|adf adz ccd chd cue dms fdi hdf hdz \
  ipf iso lha m3u mds nrg rp9 uae 7z zip
  chailove|ChaiLove Game Engine||||ChaiLove|||||chai chailove 7z zip
  channelf|Fairchild Channel F|=|=|fairchild-channel-f|Fairchild - Channel F|ChannelF|channel_f|FAIRCHILD||bin chf \
  7z zip
  colecovision|Coleco ColecoVision|=|coleco|=|Coleco - ColecoVision|Coleco|coleco|COLECO|=|bin cas col cv dsk m3u \
  mx1 mx2 ri rom sc sg 7z zip
  consolearcade|Console Arcade Systems||||MAME|||||arcadedef desktop iso sh xbe 7z zip
  cps|Capcom Play System||||MAME|||||7z zip
  cps1|Capcom Play System I|=||=|MAME|||||7z zip
  cps2|Capcom Play System II|=||=|MAME|||||7z zip
  cps3|Capcom Play System III|=||=|MAME|||||7z zip
  crvision|VTech CreatiVision|=|=|creativision||CreatiVision|creativision|||bin rom 7z zip
  daphne|Daphne Arcade LaserDisc Emulator|=|=||MAME|||||daphne dirksimple ogv singe 7z zip
  desktop|Desktop Applications|||||||||appimage desktop sh
  doom|Doom|gzdoom|||DOOM|||||doom desktop ipk3 iwad pk3 pk4 pwad sh wad
  dos|DOS (PC)|=||=|DOS||||=|bat com conf cue dosz exe img iso 7z zip
  dreamcast|Sega Dreamcast|=|=|dc|Sega - Dreamcast||||=|cdi chd cue dat elf gdi iso lst m3u
  easyrpg|EasyRPG Game Engine|=|||RPG Maker|||||easyrpg zip
  electron|Acorn Electron|=||acorn-electron||AcornElectron||||1dd adf adl adm ads bbc bin cqi cqm csw d77 d88 dfi \
  dsd dsk hfe imd img mfi mfm rom ssd td0 uef wav 7z zip
  emulators|Emulators|||||||||appimage desktop sh
  famicom|Nintendo Family Computer|nes||=|Nintendo - Nintendo Entertainment System|NES|nes|FC|nes|3dsen fds nes \
  unf unif 7z zip
  fba|FinalBurn Alpha||=|||||||iso 7z zip
  fbneo|FinalBurn Neo|=|||FBNeo - Arcade Games|||||7z zip
  fds|Nintendo Famicom Disk System|=|=|=|Nintendo - Family Computer Disk System|NES|nes|FDS|=|nes fds unf unif 7z \
  zip
  flash|Adobe Flash|=||||||||swf
  fm7|Fujitsu FM-7|=|=|fm-7||||||1dd cqi cqm d77 d88 dfi dsk hfe imd mfi mfm t77 td0 wav 7z zip
  fmtowns|Fujitsu FM Towns|=||fm-towns||||||cdr chd cue gdi iso
  gamate|Bit Corporation Gamate|=||=||Gamate|=|||bin 7z zip
  gameandwatch|Nintendo Game and Watch|=|=|g-and-w|Handheld Electronic Game|GameNWatch|=|GW|=|mgw 7z zip
  gamecom|Tiger Electronics Game.com|=||game-dot-com||||||tgc 7z zip
  gamegear|Sega Game Gear|=|=|=|Sega - Game Gear|SMS|gg|GG|=|68k bin bms chd col cue gen gg iso m3u md mdx rom sg \
  sgd smd sms 7z zip
  gb|Nintendo Game Boy|=|=|=|Nintendo - Game Boy|Gameboy|=|GB|=|bs cgb dmg gb gbc sgb sfc smc 7z zip
  gba|Nintendo Game Boy Advance|=|=|=|Nintendo - Game Boy Advance|GBA|=|GBA|=|agb bin cgb dmg gb gba gbc sgb 7z zip
  gbc|Nintendo Game Boy Color|=|=|=|Nintendo - Game Boy Color|Gameboy|=|GBC|=|bs cgb dmg gb gbc sgb sfc smc 7z zip
  gc|Nintendo GameCube|gamecube|=|ngc|Nintendo - GameCube||||=|ciso dff dol elf gcm gcz iso json m3u rvz tgc wad \
  wbfs wia 7z zip
  genesis|Sega Genesis|megadrive||=|Sega - Mega Drive - Genesis|MegaDrive|=|MD|=|32x 68k bin bms chd cue gen gg \
  iso m3u md mdx sg sgd smd sms 7z zip
  gmaster|Hartung Game Master|=||hartung||||||bin 7z zip
  gx4000|Amstrad GX4000|=||amstrad-gx4000||||||bin cdt cpr dsk kcr m3u sna tap tar voc 7z zip
  intellivision|Mattel Electronics Intellivision|=|=|=|Mattel - \
  Intellivision|Intellivision|intv|INTELLIVISION|=|bin int rom 7z zip
  j2me|Java 2 Micro Edition (J2ME)|=||=|J2ME|||||jar 7z zip
  laserdisc|LaserDisc Games|singe|||MAME|||||daphne dirksimple ogv singe 7z zip
  lcdgames|LCD Handheld Games|=||handheld-electronic-lcd||||||mgw 7z zip
  lowresnx|LowRes NX Fantasy Console|=|||LowRes NX|||||nx
  lutris|Lutris Open Gaming Platform|||||||||desktop sh
  lutro|Lutro Game Engine|=|||Lutro|||||lua lutro 7z zip
  macintosh|Apple Macintosh|=|=|mac||MACPLUS|||=|dsk game
  mame|Multiple Arcade Machine Emulator|=|=||MAME|mame||||cmd desktop neo sh 7z zip
  mastersystem|Sega Master System|=|=|sms|Sega - Master System - Mark III|SMS|sms|MS|=|68k bin bms chd col cue gen \
  gg iso m3u md mdx rom sg sgd smd sms 7z zip
  megacd|Sega Mega-CD|=||segacd|Sega - Mega-CD - Sega CD|MegaCD|||segacd|68k bin bms chd cue gen gg iso m3u md mdx \
  sg sgd smd sms 7z zip
  megacdjp|Sega Mega-CD|megacd||segacd|Sega - Mega-CD - Sega CD|MegaCD||SEGACD|segacd|68k bin bms chd cue gen gg \
  iso m3u md mdx sg sgd smd sms 7z zip
  megadrive|Sega Mega Drive|=|=|genesis|Sega - Mega Drive - Genesis|MegaDrive|genesis|MD|genesis|32x 68k bin bms \
  chd cue gen gg iso m3u md mdx sg sgd smd sms 7z zip
  megaduck|Creatronic Mega Duck|=||mega-duck-slash-cougar-boy||MegaDuck|mega_duck|MEGADUCK||bin 7z zip
  mess|Multi Emulator Super System|||||||||chd 7z zip
  model2|Sega Model 2|=||=|MAME|||||7z zip
  moto|Thomson MO/TO Series|thomson|=|thomson-to|Thomson - MOTO|||||fd k7 m5 m7 rom sap 7z zip
  msx|MSX|msx1|=|=|Microsoft - MSX|MSX1|=|MSX|=|cas col di1 di2 dmk dsk fd1 fd2 m3u mx1 mx2 ogv ri rom sc sg wav \
  xsa 7z zip
  msx1|MSX1|=|||Microsoft - MSX|MSX1||||cas col di1 di2 dmk dsk fd1 fd2 m3u mx1 mx2 ogv ri rom sc sg wav xsa 7z zip
  msx2|MSX2|=||=|Microsoft - MSX2|MSX||MSX||cas col di1 di2 dmk dsk fd1 fd2 m3u mx1 mx2 ogv ri rom sc sg wav xsa \
  7z zip
  msxturbor|MSX Turbo R|=||msx-turbo||MSX||MSX||cas col di1 di2 dmk dsk fd1 fd2 m3u mx1 mx2 ogv ri rom sc sg wav \
  xsa 7z zip
  mugen|M.U.G.E.N Game Engine|=||=||||||mugen
  multivision|Othello Multivision|=||=||||||bin gg rom sg sms 7z zip
  n3ds|Nintendo 3DS|3ds||3ds|Nintendo - Nintendo 3DS||||3ds|3ds 3dsx app axf cci cxi elf 7z zip
  n64|Nintendo 64|=|=|=|Nintendo - Nintendo 64|N64|||=|bin d64 n64 ndd u1 v64 z64 7z zip
  n64dd|Nintendo 64DD|=||64dd|Nintendo - Nintendo 64DD|||||bin d64 n64 ndd u1 v64 z64 7z zip
  naomi|Sega NAOMI|=||arcade|||||arcade|bin dat elf lst 7z zip
  naomi2|Sega NAOMI 2|=||arcade|||||arcade|bin dat elf lst 7z zip
  naomigd|Sega NAOMI GD-ROM|||arcade|||||arcade|bin dat elf lst 7z zip
  nds|Nintendo DS|=|=|=|Nintendo - Nintendo DS|||NDS|=|app bin nds 7z
  neogeo|SNK Neo Geo|=|=|neogeoaes|SNK - Neo Geo|NeoGeo|ng|NEOGEO|=|neo 7z zip
  neogeocd|SNK Neo Geo CD|=||neo-geo-cd|SNK - Neo Geo CD|NeoGeo-CD||NEOCD|=|chd cue
  neogeocdjp|SNK Neo Geo CD||||SNK - Neo Geo CD|||||chd cue
  nes|Nintendo Entertainment System|=|=|=|Nintendo - Nintendo Entertainment System|NES|=|FC|=|3dsen fds nes unf \
  unif 7z zip
  ngp|SNK Neo Geo Pocket|=|=|neo-geo-pocket|SNK - Neo Geo Pocket|NeoGeoPocket|jtngp|NGP|=|ngc ngp ngpc npc 7z zip
  ngpc|SNK Neo Geo Pocket Color|=|=|neo-geo-pocket-color|SNK - Neo Geo Pocket Color||jtngpc|NGP|=|ngc ngp ngpc npc \
  7z zip
  odyssey2|Magnavox Odyssey 2|o2em|videopac|odyssey-2-slash-videopac-g7000|Magnavox - \
  Odyssey2|Odyssey2|=|ODYSSEY||bin 7z zip
  openbor|OpenBOR Game Engine|=||=||||||appimage
  palm|Palm OS|||palm-os||||PALM||img pqa prc 7z zip
  pc|IBM PC|windows|=|win|DOS|PCXT|||windows|bat com conf cue dosz exe img iso 7z zip
  pc88|NEC PC-8800 Series|=|=|pc-8800-series|NEC - PC-8001 - PC-8801|PC8801||PCEIGHTYEIGHT|=|88d cmt d88 m3u t88 u88
  pc98|NEC PC-9800 Series|=|=|pc-9800-series|NEC - PC-98|Zet98||PCNINETYEIGHT|=|2hd 88d 98d d88 d98 cmd dup fdd \
  fdi hdd hdi hdm hdn m3u nhd tfd thd xdf 7z zip
  pcarcade|PC Arcade Systems|||||||||appimage desktop exe sh
  pcengine|NEC PC Engine|=|=|tg16|NEC - PC Engine - TurboGrafx 16|TGFX16|pce|PCE|turbografx16|ccd chd cue img iso \
  m3u pce sgx toc 7z zip
  pcenginecd|NEC PC Engine CD|=||turbografx-cd|NEC - PC Engine CD - \
  TurboGrafx-CD|TGFX16-CD|pcecd|PCECD|pcengine|ccd chd cue img iso m3u pce sgx toc 7z zip
  pcfx|NEC PC-FX|=|=|pc-fx|NEC - PC-FX|||PCFX|=|ccd chd cue cue m3u toc 7z zip
  pico8|PICO-8 Fantasy Console|=|=||PICO-8|||||p8 png
  plus4|Commodore Plus/4|cplus4||c-plus-4|Commodore - Plus-4|||||bin cmd crt d2m d4m d64 d6z d71 d7z d80 d81 d82 \
  d8z g41 g4z g64 g6z gz lnx m3u nbz nib p00 prg t64 tap vfl vsf x64 x6z 7z zip
  pokemini|Nintendo Pokémon Mini|=|=|pokemon-mini|Nintendo - Pokemon Mini|PokemonMini|poke_mini|POKE||min 7z zip
  portmaster|PortMaster|||||||||sh
  ports|Ports|=|=|||||||appimage desktop exe game phd psx sh
  ps2|Sony PlayStation 2|=|=|=|Sony - PlayStation 2||||=|arcadedef bin chd ciso cso dump elf gz m3u mdf img iso \
  isz ngr nrg zso
  ps3|Sony PlayStation 3|=||=|Sony - PlayStation 3||||=|desktop ps3 ps3dir
  psp|Sony PlayStation Portable|=|=|=|Sony - PlayStation Portable||||=|chd cso elf iso pbp prx 7z zip
  psvita|Sony PlayStation Vita|=||=|||||=|psvita
  psx|Sony PlayStation|=|=|=|Sony - PlayStation|PSX||PS|=|bin cbn ccd chd cue ecm exe img iso m3u mdf mds minipsf \
  pbp psexe psf toc z znx 7z zip
  pv1000|Casio PV-1000|=||casio-pv-1000||Casio_PV-1000||||bin 7z zip
  quake|Quake|=|||Quake|||||desktop pak pk3 sh
  satellaview|Nintendo Satellaview|=||=|Nintendo - Satellaview|SNES|snes|SATELLAVIEW||bml bs fig sfc smc swc st 7z \
  zip
  saturn|Sega Saturn|=|=|=|Sega - Saturn|Saturn|||=|bin ccd chd cue iso m3u mds toc 7z zip
  saturnjp|Sega Saturn||||Sega - Saturn|||||bin ccd chd cue iso m3u mds toc 7z zip
  scummvm|ScummVM Game Engine|=|=|=|ScummVM||||=|scummvm svm
  scv|Epoch Super Cassette Vision|=||epoch-super-cassette-vision|Epoch - Super Cassette Vision|SCV||||0 bin 7z zip
  sega32x|Sega Mega Drive 32X|=|=|sega32|Sega - 32X|S32X||THIRTYTWOX|=|32x 68k bin chd cue gen iso md smd sms 7z zip
  sega32xjp|Sega Super 32X|sega32x||sega32|Sega - 32X|S32X||THIRTYTWOX|sega32x|32x 68k bin chd cue gen iso md smd \
  sms 7z zip
  sega32xna|Sega Genesis 32X|||||||||32x 68k bin chd cue gen iso md smd sms 7z zip
  segacd|Sega CD|=|=|=|Sega - Mega-CD - Sega CD|MegaCD||SEGACD|=|68k bin bms chd cue gen gg iso m3u md mdx sg sgd \
  smd sms 7z zip
  sfc|Nintendo SFC (Super Famicom)|snes||sfam|Nintendo - Super Nintendo Entertainment \
  System|SNES|snes|SFC|snes|bin bml bs bsx dx2 fig gd3 gd7 mgd sfc smc st swc 7z zip
  sg-1000|Sega SG-1000|sg1000|=|sg1000|Sega - SG-1000|SG1000|sg1000|SEGASGONE|sg1000|68k bin bms chd cue gen gg \
  iso m3u md mdx ri rom sg sgd smd sms 7z zip
  sgb|Nintendo Super Game Boy|=|||Nintendo - Game Boy|SGB|=|||gb gbc sgb 7z zip
  snes|Nintendo SNES (Super Nintendo)|=|=|=|Nintendo - Super Nintendo Entertainment System|SNES|=|SFC|=|bin bml bs \
  bsx dx2 fig gd3 gd7 mgd sfc smc st swc 7z zip
  snesna|Nintendo SNES (Super Nintendo)|||||||||bin bml bs bsx dx2 fig gd3 gd7 mgd sfc smc st swc 7z zip
  solarus|Solarus Game Engine|=|=|||||||solarus
  spectravideo|Spectravideo|=||=||SVI328||||cas col dsk m3u mx1 mx2 ri rom sc sg 7z zip
  stv|Sega Titan Video Game System|segastv||=||||||7z zip
  sufami|Bandai SuFami Turbo|=||sufami-turbo|Nintendo - Sufami Turbo|||SUFAMI||bml bs fig sfc smc st 7z zip
  supergrafx|NEC SuperGrafx|=||=|NEC - PC Engine SuperGrafx|TGFX16|pce|SGFX|=|ccd chd cue pce sgx 7z zip
  supervision|Watara Supervision|=||=|Watara - Supervision|SuperVision|=|SUPERVISION||bin sv 7z zip
  supracan|Funtech Super A'Can|=||super-acan||||||bin 7z zip
  switch|Nintendo Switch|=||=|||||=|nca nro nso nsp xci
  tg-cd|NEC TurboGrafx-CD|pcenginecd||turbografx-cd|NEC - PC Engine CD - \
  TurboGrafx-CD|TGFX16-CD|pcecd|PCECD|pcengine|ccd chd cue img iso m3u pce sgx toc 7z zip
  tg16|NEC TurboGrafx-16|pcengine||=|NEC - PC Engine - TurboGrafx 16|TGFX16|pce|PCE|turbografx16|ccd chd cue img \
  iso m3u pce sgx toc 7z zip
  ti99|Texas Instruments TI-99|=|=|ti-99||TI-99_4A||||rpk 7z zip
  tic80|TIC-80 Fantasy Computer|=|=|tic-80|TIC-80|||TIC|=|tic
  to8|Thomson TO8||||Thomson - MOTO|||||fd k7 m5 m7 rom sap 7z zip
  uzebox|Uzebox Open Source Console|=||=|Uzebox|||||uze 7z zip
  vectrex|GCE Vectrex|=|=|=|GCE - Vectrex|Vectrex|=|VECTREX|=|bin gam vc vec 7z zip
  vic20|Commodore VIC-20|c20||vic-20|Commodore - VIC-20|VIC20||VIC20||bin cmd crt d2m d4m d64 d6z d71 d7z d80 d81 \
  d82 d8z g41 g4z g64 g6z gz lnx m3u nbz nib p00 prg t64 tap vfl vsf x64 x6z 7z zip
  videopac|Philips Videopac G7000|videopacplus|=|videopac-g7400|Philips - Videopac+|Odyssey2||VIDEOPAC||bin 7z zip
  virtualboy|Nintendo Virtual Boy|=|=|=|Nintendo - Virtual Boy|||VB|=|bin vb vboy 7z zip
  vsmile|VTech V.Smile|=||=||||||bin 7z zip
  wasm4|WASM-4 Fantasy Console|=||wasm-4|WASM-4|||||wasm
  wii|Nintendo Wii|=|=|=|Nintendo - Wii||||=|ciso dff dol elf gcm gcz iso json m3u rvz tgc wad wbfs wia 7z zip
  wiiu|Nintendo Wii U|=||=|Nintendo - Wii U||||=|elf rpx tmd wua wud wuhb wux
  windows|Microsoft Windows|=||win|||||=|appimage desktop sh
  windows3x|Microsoft Windows 3.x|||win3x||||||appimage bat desktop dosz sh 7z zip
  windows9x|Microsoft Windows 9x|||win9x||||||appimage bat desktop dosz sh 7z zip
  wonderswan|Bandai WonderSwan|wswan|=|=|Bandai - WonderSwan|WonderSwan|=|WS|=|pc2 ws 7z zip
  wonderswancolor|Bandai WonderSwan Color|wswanc|=|wonderswan-color|Bandai - WonderSwan \
  Color|WonderSwan|wonderswan|WS||pc2 ws wsc 7z zip
  x1|Sharp X1|=|=|=|Sharp - X1|||XONE||2d 2hd 88d cmd d88 dup dx1 hdm tap tfd xdf 7z zip
  x68000|Sharp X68000|=|=|sharp-x68000|Sharp - X68000|X68000||X68000|=|2hd 88d cmd d88 dim dup hdf hdm img m3u xdf \
  7z zip
  xbox|Microsoft Xbox|=||=|Microsoft - XBOX||||=|iso
  zx81|Sinclair ZX81|=|=|=|Sinclair - ZX 81|ZX81||ZXEIGHTYONE|=|p tzx 7z zip
  zxspectrum|Sinclair ZX Spectrum|=|=|zxs|Sinclair - ZX Spectrum|Spectrum|=|ZXS|=|dsk gz img mgt rzx scl sh sna \
  szx tap trd tzx udi z80 7z zip
  """
