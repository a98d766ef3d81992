/// The platforms as a table in one string, parsed once by ``PlatformTable``.
///
/// One line each: `key|other folder names|ROM extensions|flags`. The key is ES-DE's folder name. The other names are
/// those of Batocera, RetroPie, EmuDeck, RetroDECK, RomM, IGDB, RetroArch's playlists, No-Intro, Redump, MiSTer, the
/// Analogue Pocket, Onion, MinUI, Spruce, ROCKNIX and RetroNAS, and what people write, in lower case without spaces,
/// hyphens and underscores. A name that several tools give to several platforms stands with one of them only: the
/// one whose primary name it is, or the best known of a family (`md` is `megadrive`, not `genesis`).
///
/// Flags: `d` discs; `t` a game is a folder of arbitrary files; `u` updates and DLC lie beside the game; `a` arcade
/// sets.
let platformFacts = """
  3do|3dointeractivemultiplayer;panasonic;panasonic3dointeractivemultiplayer;the3docompany3do|bin chd cue iso 7z \
  zip|d
  adam|colecoadam|1dd bin col cqi cqm d77 d88 ddp dfi dsk hfe imd mfi mfm rom td0 wav 7z zip|
  ags|adventuregamestudio|ags exe|t
  amiga|amiga500;commodoreamiga;commodoreamigacd|adf adz ccd chd cue dms fdi hdf hdz ipf iso lha m3u mds nrg rp9 \
  uae 7z zip|d
  amiga1200|commodoreamiga1200|adf adz ccd chd cue dms fdi hdf hdz ipf iso lha m3u mds nrg rp9 uae 7z zip|d
  amiga600|commodoreamiga600|adf adz ccd chd cue dms fdi hdf hdz ipf iso lha m3u mds nrg rp9 uae 7z zip|d
  amigacd32|amigacd;cd32;commodoreamigacd32;commodorecd32|adf adz ccd chd cue dms fdi hdf hdz ipf iso lha m3u mds \
  nrg rp9 uae 7z zip|d
  amstradcpc|acpc;amstrad;cpc|cdt cpr dsk kcr m3u sna tap tar voc 7z zip|
  android|googleandroid|7z zip|
  androidapps||7z zip|t
  androidgames||7z zip|t
  apple2|appleii;appleiie;appleiiplus|do dsk nib po|
  apple2gs|appleiigs|2mg 7z zip|
  arcade||cmd desktop neo sh 7z zip|a
  arcadia|arcadia2001;emersonarcadia2001|bin 7z zip|
  archimedes|acornarchimedes;archie|1dd 360 adf adl adm ads apd bbc chd cqi cqm d77 d88 dfi dsd dsk hfe ima imd \
  img ipf jfd mfi mfm msa ssd st td0 ufi 7z zip|d
  arduboy|arduboyincarduboy;arduboyminiaturegamesystem|arduboy hex 7z zip|
  astrocde|astrocade;ballyastrocade;ballyastrocade(tapes)|7z zip|
  atari2600|2600;atari;atariatari2600;vcs|a26 bin 7z zip|
  atari5200|5200;atariatari5200;fiftytwohundred|a52 atr atx bin car cas cdm rom xex xfd 7z zip|
  atari7800|7800;atari7800prosystem;atariatari7800;seventyeighthundred|a78 bin 7z zip|
  atari800|800;atari8bit;atari8bitfamily;eighthundred|a52 atr atx bin car cas cdm rom xex xfd 7z zip|
  atarijaguar|atariatarijaguar;jaguar|abs bin cdi cof cue j64 jag prg rom 7z zip|d
  atarijaguarcd|atarijaguarcdinteractivemultimediasystem;jaguarcd;jagcd|bin cdi chd cue iso|d
  atarilynx|atariatarilynx;lynx|lnx o 7z zip|
  atarist|atariatarist;st|st msa stx dim ipf m3u 7z zip|
  atarixe|atarixegs;xegs|a52 atr atx bin car cas cdm xex xfd 7z zip|
  atomiswave|sammycorporationatomiswave|bin dat elf lst 7z zip|a
  bbcmicro|acorncomputersbbcmicro|dsd img ssd 7z zip|
  c128|commodore128;commodorecommodore128|d64 d71 d81 prg crt tap t64 m3u|
  c64|commodore;commodore64;commodorecommodore64;commodorecommodore64(pp);commodorecommodore64(tapes)|bin cmd crt \
  d2m d4m d64 d6z d71 d7z d80 d81 d82 d8z g41 g4z g64 g6z gz lnx m3u nbz nib p00 prg t64 tap vfl vsf x64 x6z 7z \
  zip|
  casioloopy|loopy|bin|
  cdimono1|cdi;philipscdi|chd cue iso|d
  cdtv|amigacdtv;commodoreamigacdtv;commodorecdtv|adf adz ccd chd cue dms fdi hdf hdz ipf iso lha m3u mds nrg rp9 \
  uae 7z zip|d
  chailove|chailovegameengine|chai chailove 7z zip|
  channelf|fairchild;fairchildchannelf|bin chf 7z zip|
  chihiro|segachihiro|bin chd gdi iso xbe|da
  coco|tandycoco;tandycolorcomputer;trs80coco;trs80colorcomputer|bas bin cas ccc dsk jvc os9 rom vdk wav|
  colecovision|coleco;colecocolecovision|bin cas col cv dsk m3u mx1 mx2 ri rom sc sg 7z zip|
  consolearcade|consolearcadesystems|arcadedef desktop iso sh xbe 7z zip|dta
  cpet|commodorepet;pet|a0 b0 crt d64 d80 d81 d82 m3u prg t64 tap|
  cps|capcomplaysystem|7z zip|a
  cps1|capcomplaysystemi|7z zip|a
  cps2|capcomplaysystemii|7z zip|a
  cps3|capcomplaysystemiii|7z zip|a
  crvision|creativision;vtechcreativision|bin rom 7z zip|
  daphne|daphnearcadelaserdiscemulator|daphne dirksimple ogv singe 7z zip|ta
  desktop|desktopapplications|appimage desktop sh|t
  doom|gzdoom|doom desktop ipk3 iwad pk3 pk4 pwad sh wad|t
  dos|dos(pc);dosbox;ibmpcdos;msdos|bat com conf cue dos dosz exe img iso pc 7z zip|dt
  dragon32|dragon3264;dragondatadragon|bas bin cas ccc dsk jvc os9 rom vdk wav|
  dreamcast|dc;segadreamcast|cdi chd cue dat elf gdi iso lst m3u|d
  easyrpg|easyrpggameengine;rpgmaker|easyrpg zip|t
  electron|acornelectron|1dd adf adl adm ads bbc bin cqi cqm csw d77 d88 dfi dsd dsk hfe imd img mfi mfm rom ssd \
  td0 uef wav 7z zip|
  emulators||appimage desktop sh|t
  famicom|nintendofamilycomputer|3dsen fds nes unf unif 7z zip|
  fba|finalburnalpha|iso 7z zip|da
  fbneo|fbn;fbneoarcadegames;finalburnneo|7z zip|a
  fds|famicomdisksystem(fc);nintendofamicomdisksystem;nintendofamilycomputerdisksystem|fds nes qd unf unif 7z zip|
  flash|adobeflash|swf|
  fm7|fujitsufm7|1dd cqi cqm d77 d88 dfi dsk hfe imd mfi mfm t77 td0 wav 7z zip|
  fmtowns|fujitsufmtowns|cdr chd cue gdi iso|d
  fpinball|futurepinball|fpt|
  gamate|bitcorporationgamate|bin 7z zip|
  gameandwatch|gamenwatch;gandw;gw;handheldelectronicgame;nintendogame&watch;nintendogameandwatch|mgw 7z zip|
  gamecom|gamedotcom;tigerelectronicsgame.com;tigergame.com|tgc 7z zip|
  gamegear|gg;segagamegear;segagamegear(gg)|68k bin bms chd col cue gen gg iso m3u md mdx rom sg sgd smd sms 7z \
  zip|d
  gb|gameboy;gameboy(gb);nintendogameboy|bs cgb dmg gb gbc sgb sfc smc 7z zip|
  gba|gameboyadvance;gameboyadvance(gba);nintendogameboyadvance|agb bin cgb dmg gb gba gbc sgb 7z zip|
  gbc|gameboycolor;gameboycolor(gbc);nintendogameboycolor|bs cgb dmg gb gbc sgb sfc smc 7z zip|
  gc|gamecube;ngc;nintendogamecube|ciso dff dol elf gcm gcz iso json m3u rvz tgc wad wbfs wia 7z zip|d
  genesis|segagenesis|32x 68k bin bms chd cue gen gg iso m3u md mdx sg sgd smd sms 7z zip|d
  gizmondo|tigertelematicsgizmondo|gz|t
  gmaster|gamemaster;hartung;hartunggamemaster|bin 7z zip|
  gp32|gameparkgp32|fxe gxb smc|
  gx4000|amstradgx4000|bin cdt cpr dsk kcr m3u sna tap tar voc 7z zip|
  hikaru|segahikaru|7z zip|a
  intellivision|intv;mattelelectronicsintellivision;mattelintellivision|bin int rom 7z zip|
  j2me|java2microedition(j2me);mobilej2me|jar 7z zip|
  laserdisc|laserdiscgames;singe|daphne dirksimple ogv singe 7z zip|ta
  lcdgames|handheldelectroniclcd;lcdhandheldgames|mgw 7z zip|
  lindbergh|segalindbergh|elf lindbergh|ta
  lowresnx|lowresnxfantasyconsole|nx|
  lutris|lutrisopengamingplatform|desktop sh|t
  lutro|lutrogameengine|lua lutro 7z zip|
  macintosh|applemacintosh;mac;macplus|dsk game|
  mame|multiplearcademachineemulator|cmd desktop neo sh 7z zip|a
  mastersystem|ms;segamastersystem;segamastersystem(sms);segamastersystemmarkiii;sms|68k bin bms chd col cue gen \
  gg iso m3u md mdx rom sg sgd smd sms 7z zip|d
  megacd|segamegacd|68k bin bms chd cue gen gg iso m3u md mdx sg sgd smd sms 7z zip|d
  megacdjp||68k bin bms chd cue gen gg iso m3u md mdx sg sgd smd sms 7z zip|d
  megadrive|gen;genesismegadrive;genesisslashmegadrive;genesiswide;md;segagenesis(md);segamegadrive;\
  segamegadrivegenesis;smd|32x 68k bin bms chd cue gen gg iso m3u md mdx sg sgd smd sms 7z zip|d
  megaduck|creatronicmegaduck;megaduckslashcougarboy;welbackmegaduck|bin 7z zip|
  mess|multiemulatorsupersystem|chd 7z zip|d
  model2|segamodel2|7z zip|a
  model3|segamodel3|7z zip|a
  moto|thomson;thomsonmoto;thomsonto|fd k7 m5 m7 rom sap 7z zip|
  msx|microsoftmsx|cas col di1 di2 dmk dsk fd1 fd2 m3u mx1 mx2 ogv ri rom sc sg wav xsa 7z zip|
  msx1||cas col di1 di2 dmk dsk fd1 fd2 m3u mx1 mx2 ogv ri rom sc sg wav xsa 7z zip|
  msx2|microsoftmsx2|cas col di1 di2 dmk dsk fd1 fd2 m3u mx1 mx2 ogv ri rom sc sg wav xsa 7z zip|
  msxturbor|msxturbo|cas col di1 di2 dmk dsk fd1 fd2 m3u mx1 mx2 ogv ri rom sc sg wav xsa 7z zip|
  mugen|m.u.g.e.ngameengine|mugen|t
  multivision|othellomultivision|bin gg rom sg sms 7z zip|
  n3ds|3ds;nintendo3ds;nintendonewnintendo3ds;nintendonintendo3ds|3ds 3dsx app axf cci cia cxi elf zcci 7z zip|u
  n64|nintendo64;nintendonintendo64|bin d64 n64 ndd u1 v64 z64 7z zip|
  n64dd|64dd;nintendo64dd;nintendonintendo64dd|bin d64 n64 ndd u1 v64 z64 7z zip|
  namco2x6|namcosystem246256;namcosystem246;namcosystem256|chd zip|da
  naomi|seganaomi|bin dat elf lst 7z zip|a
  naomi2|seganaomi2|bin dat elf lst 7z zip|a
  naomigd|seganaomigdrom|bin dat elf lst 7z zip|a
  nds|ds;nintendods;nintendonintendods;nintendonintendodsi|app bin dsi ids nds srl 7z|u
  neogeo|neogeoaes;neogeomvs;ng;snkneogeo|neo 7z zip|a
  neogeocd|neocd;snkneogeocd|chd cue|d
  neogeocdjp||chd cue|d
  nes|fc;nintendo;nintendoentertainmentsystem;nintendoentertainmentsystem(fc);nintendones;\
  nintendonintendoentertainmentsystem|3dsen fds nes unf unif 7z zip|
  ngage|nokiangage|n-gage ngage sis|
  ngp|jtngp;neogeopocket;neogeopocket(ngpc);snkneogeopocket|ngc ngp ngpc npc 7z zip|
  ngpc|jtngpc;neogeopocketcolor;neogeopocketcolor(ngpc);snkneogeopocketcolor|ngc ngp ngpc npc 7z zip|
  odyssey2|magnavoxodyssey2;o2em;odyssey;odyssey2slashvideopacg7000|bin 7z zip|
  openbor|openborgameengine|appimage pak|t
  oric|oricatmos;tangerineoric;tangerineoricatmos|dsk tap|
  palm|mobilepalmos;palmos|img pqa prc 7z zip|
  pc|ibmpc;pcxt|bat com conf cue dos dosz exe img iso pc 7z zip|dt
  pc88|necpc8001pc8801;necpc88;necpc8800series;necpc88series;pc8800series;pc8801;pceightyeight|88d cmt d88 m3u t88 \
  u88|
  pc98|necpc98;necpc9800series;necpc98series;pc9800series;pcninetyeight;zet98|2hd 88d 98d d88 d98 cmd dup fdd fdi \
  hdd hdi hdm hdn m3u nhd tfd thd xdf 7z zip|
  pcarcade|pcarcadesystems|appimage desktop exe sh|ta
  pcengine|necpcengine;necpcengineturbografx16;pce;tgfx16;turbografx16;turbografx16(pce);turbografx161|ccd chd cue \
  img iso m3u pce sgx toc 7z zip|d
  pcenginecd|necpcenginecd;necpcenginecd&turbografxcd;necpcenginecdturbografxcd;pcecd;tg16cd;tgfx16cd;\
  turbografx16cd(pce);turbografx16slashpcenginecd;turbografxcd|ccd chd cue img iso m3u pce sgx toc 7z zip|d
  pcfx|necpcfx;necpcfx&pcfxga|ccd chd cue m3u toc 7z zip|d
  pico8|pico8fantasyconsole|p8 png|
  pippin|applepippin;bandaiapplepippin|bin chd cue iso toast|d
  playdate|panicplaydate|pdx zip|t
  plus4|commodoreplus4;cplus4|bin cmd crt d2m d4m d64 d6z d71 d7z d80 d81 d82 d8z g41 g4z g64 g6z gz lnx m3u nbz \
  nib p00 prg t64 tap vfl vsf x64 x6z 7z zip|
  pokemini|nintendopokemonmini;nintendopokémonmini;poke;pokemonmini;pokemonmini(pkm)|min 7z zip|
  portmaster||sh|t
  ports||appimage desktop exe game phd psx sh|t
  ps2|playstation2;sonyplaystation2|arcadedef bin chd ciso cso dump elf gz m3u mdf img iso isz ngr nrg zso|d
  ps3|playstation3;sonyplaystation3|desktop iso pkg ps3 ps3dir|tu
  ps4|playstation4;sonyplaystation4|bin desktop pkg ps4|tu
  ps5|playstation5;sonyplaystation5|bin pkg|tu
  psp|playstationportable;sonyplaystationportable;sonyplaystationportable(psn)|chd cso elf iso pbp prx 7z zip|du
  psvita|playstationvita;sonyplaystationvita;vita|psvita vpk|tu
  psx|playstation;playstation1;ps;ps1;psone;sonyplaystation;sonyplaystation(ps)|bin cbn ccd chd cue ecm exe img \
  iso m3u mdf mds minipsf pbp psexe psf toc z znx 7z zip|d
  pv1000|casiopv1000|bin 7z zip|
  pyxel|pyxelfantasyconsole|pyxapp|
  quake||desktop pak pk3 sh|t
  renpy|renpyvisualnovels|desktop py sh|t
  samcoupe|mgtsamcoupé;mgtsamcoupe|dsk mgt sad sbt|
  satellaview|nintendosatellaview|bml bs fig sfc smc swc st 7z zip|
  saturn|segasaturn;ss|bin ccd chd cue iso m3u mds toc 7z zip|d
  saturnjp||bin ccd chd cue iso m3u mds toc 7z zip|d
  scummvm|scummvmgameengine|scummvm svm|t
  scv|epochsupercassettevision;svc|0 bin 7z zip|
  sega32x|32x;s32x;sega32;sega32x(md);segamegadrive32x;thirtytwox|32x 68k bin chd cue gen iso md smd sms 7z zip|d
  sega32xjp|segasuper32x|32x 68k bin chd cue gen iso md smd sms 7z zip|d
  sega32xna|segagenesis32x|32x 68k bin chd cue gen iso md smd sms 7z zip|d
  segacd|segacd(md);segamegacd&segacd;segamegacdsegacd|68k bin bms chd cue gen gg iso m3u md mdx sg sgd smd sms 7z \
  zip|d
  sfc|nintendosfc(superfamicom);sfam;superfamicom|bin bml bs bsx dx2 fig gd3 gd7 mgd sfc smc st swc 7z zip|
  sg-1000|segasg1000;segasgone|68k bin bms chd cue gen gg iso m3u md mdx ri rom sg sgd smd sms 7z zip|d
  sgb|nintendosupergameboy;supergameboy|gb gbc sgb 7z zip|
  snes|nintendosnes(supernintendo);nintendosupernintendoentertainmentsystem;supernes;supernintendo;\
  supernintendoentertainmentsystem;supernintendoentertainmentsystem(sfc)|bin bml bs bsx dx2 fig gd3 gd7 mgd sfc \
  smc st swc 7z zip|
  snes-msu1|msu1;snesmsu1;supernintendomsu1|bin fig sfc smc swc|
  snesna||bin bml bs bsx dx2 fig gd3 gd7 mgd sfc smc st swc 7z zip|
  solarus|solarusgameengine|solarus|t
  spectravideo|sv328;svi328|cas col dsk m3u mx1 mx2 ri rom sc sg 7z zip|
  stv|segastv;segatitanvideogamesystem|7z zip|a
  sufami|bandaisufamiturbo;nintendosufamiturbo;sufamiturbo|bml bs fig sfc smc st 7z zip|
  supergrafx|necpcenginesupergrafx;necsupergrafx;sgfx|ccd chd cue pce sgx 7z zip|d
  supervision|wataraslashquickshotsupervision;watarasupervision|bin sv 7z zip|
  supracan|funtechsupera'can;funtechsuperacan;superacan|bin 7z zip|
  switch|nintendoswitch;nsw|nca nro nso nsp nsz xci xcz|u
  switch2|nintendoswitch2;nsw2|nca nro nso nsp nsz xci xcz|u
  symbian|mobilesymbian|sis sisx|
  tg-cd|necturbografxcd|ccd chd cue img iso m3u pce sgx toc 7z zip|d
  tg16|necturbografx16|ccd chd cue img iso m3u pce sgx toc 7z zip|d
  ti99|texasinstrumentsti99;texasinstrumentsti994a;ti994a|rpk 7z zip|
  tic80|tic;tic80fantasycomputer|tic|
  to8|thomsonto8|fd k7 m5 m7 rom sap 7z zip|
  triforce|namcosegatriforce;segatriforce|bin chd ciso gcz iso rvz zip|da
  trs-80|tandytrs80;trs80|cas cmd dmk dsk jv1 jv3|
  type-x|taitotypex;typex|bat exe lnk|ta
  uzebox|uzeboxopensourceconsole|uze 7z zip|
  vectrex|gcevectrex|bin gam vc vec 7z zip|
  vic20|c20;commodorevic20|bin cmd crt d2m d4m d64 d6z d71 d7z d80 d81 d82 d8z g41 g4z g64 g6z gz lnx m3u nbz nib \
  p00 prg t64 tap vfl vsf x64 x6z 7z zip|
  videopac|philipsvideopac+;philipsvideopacg7000;videopacg7400;videopacplus|bin 7z zip|
  virtualboy|nintendovirtualboy;vb;virtualboy(vb)|bin vb vboy 7z zip|
  vpinball|visualpinball|vpt vpx|
  vsmile|vtechv.flash&v.smilepro;vtechv.smile|bin 7z zip|
  vsmilepro|vtechvsmilepro|bin chd cue iso|d
  wasm4|wasm4fantasyconsole|wasm|
  wii|nintendowii|ciso dff dol elf gcm gcz iso json m3u rvz tgc wad wbfs wia 7z zip|du
  wiiu|nintendowiiu;wiid|elf rpx tmd wua wud wuhb wux|tu
  windows|microsoftwindows;win|appimage bat desktop exe lnk pc sh wine|t
  windows3x|microsoftwindows3.x;win3x|appimage bat desktop dosz exe pc sh 7z zip|t
  windows9x|microsoftwindows9x;win9x|appimage bat desktop dosz exe pc sh 7z zip|t
  wonderswan|bandaiwonderswan;ws;wswan|pc2 ws 7z zip|
  wonderswancolor|bandaiwonderswancolor;wsc;wswanc|pc2 ws wsc 7z zip|
  x1|sharpx1;xone|2d 2hd 88d cmd d88 dup dx1 hdm tap tfd xdf 7z zip|
  x16|commanderx16|bas bin crt prg|t
  x68000|sharpx68000|2hd 88d cmd d88 dim dup hdf hdm img m3u xdf 7z zip|
  xbox|microsoftxbox|cci iso xbe|du
  xbox360|microsoftxbox360;x360;xb360|desktop god iso xbla xex zar|dtu
  xboxone|microsoftxboxone;xb1|desktop iso xvc|tu
  zmachine|infocom;infocomzmachine;zcode|blb blorb dat z1 z2 z3 z4 z5 z6 z7 z8 zblb zblorb zlb|
  zx81|sinclairzx81;zxeightyone|p tzx 7z zip|
  zxnext|sinclairzxspectrumnext;zxspectrumnext|nex nextzxos snx tap tzx z80|
  zxspectrum|sinclairzxspectrum;sinclairzxspectrum+3;speccy;spectrum;zxs|dsk gz img mgt rzx scl sh sna szx tap trd \
  tzx udi z80 7z zip|
  """
