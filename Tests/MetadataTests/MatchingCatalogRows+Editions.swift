/// Versions, editions and add-ons.
extension MatchingCatalogRows {
  static let editionShelves = MatchingShelf.table(
    #"""
    = Versions, editions, add-ons
    + 1 | Pokémon Red Version | gb | 1996 | main | Pokémon Red
    + 2 | Pokémon Blue Version | gb | 1996 | main | Pokémon Blue
    + 3 | Pokémon Yellow Version: Special Pikachu Edition | gb | 1998 | main | Pokémon Yellow
    + 4 | Pokémon Gold Version | gbc | 1999 | main | Pokémon Gold
    + 5 | Pokémon Silver Version | gbc | 1999 | main | Pokémon Silver
    + 6 | Pokémon FireRed Version | gba | 2004 | remake | Pokémon Fire Red
    + 7 | Pokémon LeafGreen Version | gba | 2004 | remake | Pokémon Leaf Green
    + 8 | Pokémon Ruby Version | gba | 2002 | main | Pokémon Ruby
    + 9 | Pokémon Diamond Version | nds | 2006 | main | Pokémon Diamond
    + 10 | Pokémon Black Version | nds | 2010
    + 11 | Pokémon Black Version 2 | nds | 2012 | main | Pokémon Black 2
    + 12 | Pokémon White Version 2 | nds | 2012
    + 13 | Mega Man Battle Network 3 Blue | gba | 2003 | main | Mega Man Battle Network 3: Blue Version
    + 14 | Mega Man Battle Network 3 White | gba | 2003 | main | Mega Man Battle Network 3: White Version
    + 15 | Mega Man Battle Network 2 | gba | 2001
    + 16 | Mega Man Battle Network | gba | 2001
    + 17 | Mega Man Battle Network 4: Blue Moon | gba | 2003
    + 18 | Mega Man Battle Network 4: Red Sun | gba | 2003
    + 19 | Street Fighter II: The World Warrior | snes arcade c64 amiga | 1991 | main | Street Fighter II
    + 20 | Street Fighter II: Champion Edition | arcade tg16 pcengine | 1992 | main | Street Fighter II' ; Street Fighter II Dash
    + 21 | Street Fighter II': Special Champion Edition | genesis megadrive | 1993 | main | Street Fighter II: Special Champion Edition
    + 22 | Street Fighter II Turbo: Hyper Fighting | snes sfc arcade | 1992 | main | Street Fighter II Turbo ; Street Fighter II': Hyper Fighting
    + 23 | Super Street Fighter II: The New Challengers | snes genesis arcade | 1993 | main | Super Street Fighter II
    + 24 | Super Street Fighter II Turbo | arcade 3do dos gba | 1994 | main | Super Street Fighter II X
    + 25 | Gran Turismo | psx | 1997
    + 26 | Gran Turismo 2 | psx | 1999
    + 27 | Gran Turismo 3: A-Spec | ps2 | 2001
    + 28 | Gran Turismo 4 | ps2 | 2004
    + 29 | Gran Turismo 4: Prologue | ps2 | 2003
    + 30 | Gran Turismo Concept 2001 Tokyo | ps2 | 2002
    + 31 | Diablo | windows psx | 1996
    + 32 | Diablo: Hellfire | windows | 1997 | expansion
    + 33 | Diablo II | windows | 2000
    + 34 | Diablo II: Lord of Destruction | windows | 2001 | expansion
    + 35 | Age of Empires | windows | 1997
    + 36 | Age of Empires: The Rise of Rome | windows | 1998 | expansion
    + 37 | Age of Empires II: The Age of Kings | windows ps2 | 1999
    + 38 | Age of Empires II: The Conquerors | windows | 2000 | expansion
    + 39 | Age of Empires II: Definitive Edition | windows | 2019 | remaster
    + 40 | The Elder Scrolls IV: Oblivion | ps3 windows | 2006
    + 41 | The Elder Scrolls IV: Oblivion - Game of the Year Edition | ps3 windows | 2007 | bundle
    + 42 | The Elder Scrolls IV: Shivering Isles | ps3 windows | 2007 | expansion
    + 43 | Fallout 3 | ps3 windows | 2008
    + 44 | Fallout 3: Game of the Year Edition | ps3 windows | 2009 | bundle
    + 45 | Fallout | windows | 1997
    + 46 | Fallout 2 | windows | 1998 | main | Fallout 2: A Post Nuclear Role Playing Game
    + 47 | Grand Theft Auto | psx windows dos | 1997
    + 48 | Grand Theft Auto: London 1969 | psx windows | 1999 | expansion | Grand Theft Auto: Mission Pack #1 - London 1969
    + 49 | Grand Theft Auto 2 | psx dreamcast | 1999 | main | GTA 2 ; GTA2
    + 50 | Grand Theft Auto III | ps2 | 2001 | main | GTA 3 ; GTA III
    + 51 | Grand Theft Auto: Vice City | ps2 | 2002
    + 52 | Grand Theft Auto: San Andreas | ps2 | 2004 | main | GTA: San Andreas
    + 53 | Grand Theft Auto Double Pack | ps2 | 2003 | bundle
    + 54 | Silent Hill 2 | ps2 | 2001
    + 55 | Silent Hill 2: Restless Dreams | xbox | 2001 | expanded
    + 56 | Silent Hill 2: Director's Cut | ps2 | 2002 | expanded
    + 57 | Silent Hill | psx | 1999
    + 58 | Kingdom Hearts | ps2 | 2002
    + 59 | Kingdom Hearts Final Mix | ps2 | 2002 | expanded
    + 60 | Kingdom Hearts II | ps2 | 2005
    + 61 | Kingdom Hearts Re:Chain of Memories | ps2 | 2007 | remake
    + 62 | Kingdom Hearts: Chain of Memories | gba | 2004
    ? Pokemon - Red Version (USA, Europe) (SGB Enhanced).gb | gb | 1
    ? Pokemon Red (U) [S][!].gb | gb | 1
    ? Pokemon Blue.gb | gb | 2
    ? Pokemon - Yellow Version - Special Pikachu Edition (USA, Europe).gbc | gb | 3
    ? Pokemon Yellow.gb | gb | 3
    ? Pokemon - Gold Version (USA, Europe).gbc | gbc | 4
    ? Pokemon - Crystal Version (USA).gbc | gbc | -
    ? Pokemon - Green (Japan).gb | gb | -
    ? Pokemon - FireRed Version (USA).gba | gba | 6
    ? Pokemon Fire Red (U).gba | gba | 6
    ? Pokemon - Leaf Green Version (USA).gba | gba | 7
    ? Pokemon - Sapphire Version (USA).gba | gba | -
    ? Pokemon - Emerald Version (USA, Europe).gba | gba | -
    ? Pokemon Diamond.nds | nds | 9
    ? Pokemon - Pearl Version (USA).nds | nds | -
    ? Pokemon - Black Version (USA).nds | nds | 10
    ? Pokemon - Black Version 2 (USA).nds | nds | 11
    ? Pokemon Black 2.nds | nds | 11
    ? Pokemon - White Version (USA).nds | nds | -
    ? Mega Man Battle Network 3 - Blue (USA).gba | gba | 13
    ? Mega Man Battle Network 3 - White Version (USA).gba | gba | 14
    ? Mega Man Battle Network 4 - Red Sun (USA).gba | gba | 18
    ? Mega Man Battle Network 5 - Team Colonel (USA).gba | gba | -
    ? Mega Man Battle Network (USA).gba | gba | 16
    ? Street Fighter II - The World Warrior (Europe).sfc | snes | 19
    ? Street Fighter II' - Special Champion Edition (USA).md | genesis | 21
    ? Street Fighter II Special Champion Edition.bin | genesis | 21
    ? Street Fighter II Turbo (USA).sfc | snes | 22
    ? Street Fighter II' - Champion Edition (Japan).pce | pcengine | 20
    ? Super Street Fighter II - The New Challengers (USA).sfc | snes | 23
    ? Super Street Fighter II Turbo - Revival (USA).gba | gba | -
    ? Street Fighter II (Japan).sfc | snes | 19
    ? Gran Turismo (USA).chd | psx | 25
    ? Gran Turismo 2 (USA) (Arcade Mode).chd | psx | 26
    ? Gran Turismo 3 - A-spec (USA).iso | ps2 | 27
    ? Gran Turismo 4 (USA).iso | ps2 | 28
    ? Gran Turismo 4 Prologue (Europe).iso | ps2 | 29
    ? Gran Turismo Concept 2002 Tokyo-Geneva (Europe).iso | ps2 | -
    ? Diablo (USA).chd | psx | 31
    ? Diablo II.zip | windows | 33
    ? Diablo 2 - Lord of Destruction.zip | windows | 34
    ? Diablo III.zip | windows | -
    ? Diablo - Hellfire (1997).zip | windows | 32
    ? Age of Empires II - The Age of Kings (Europe).iso | ps2 | 37
    ? Age of Empires 2 - The Conquerors.iso | windows | 38
    ? Age of Empires III.iso | windows | -
    ? Elder Scrolls IV, The - Oblivion (USA).iso | ps3 | 40
    ? Elder Scrolls IV, The - Oblivion - Game of the Year Edition (USA).iso | ps3 | 41
    ? Elder Scrolls V, The - Skyrim (USA).iso | ps3 | -
    ? Fallout 3 - Game of the Year Edition (USA).iso | ps3 | 44
    ? Fallout 3 (USA).iso | ps3 | 43
    ? Fallout 2 (1998)(Interplay).zip | windows | 46
    ? Fallout - New Vegas (USA).iso | ps3 | -
    ? Grand Theft Auto (Europe).chd | psx | 47
    ? Grand Theft Auto - Mission Pack #1 - London 1969 (Europe).chd | psx | 48
    ? Grand Theft Auto - London 1969 (USA).chd | psx | 48
    ? Grand Theft Auto - London 1961.zip | windows | -
    ? GTA 2 (Europe).chd | psx | 49
    ? Grand Theft Auto 3 (USA).iso | ps2 | 50
    ? Grand Theft Auto - San Andreas (USA).iso | ps2 | 52
    ? Grand Theft Auto - Liberty City Stories (USA).iso | ps2 | -
    ? Silent Hill 2 (USA).iso | ps2 | 54
    ? Silent Hill 2 - Director's Cut (Europe).iso | ps2 | 56
    ? Silent Hill 3 (USA).iso | ps2 | -
    ? Silent Hill 4 - The Room (USA).iso | ps2 | -
    ? Kingdom Hearts (USA).iso | ps2 | 58
    ? Kingdom Hearts - Final Mix (Japan).iso | ps2 | 59
    ? Kingdom Hearts II (USA).iso | ps2 | 60
    ? Kingdom Hearts II - Final Mix+ (Japan).iso | ps2 | -
    ? Kingdom Hearts Re Chain of Memories (USA).iso | ps2 | 61
    ? Kingdom Hearts - Re-Chain of Memories (USA).iso | ps2 | 61
    ? Kingdom Hearts - Chain of Memories (USA).gba | gba | 62
    = Only the edition, only the plain one
    + 1 | Sega Rally Championship Plus | saturn | 1996 | expanded
    + 2 | Virtua Fighter Remix | saturn | 1995
    + 3 | Resident Evil: Director's Cut Dual Shock Ver. | psx | 1998
    + 4 | Disgaea: Afternoon of Darkness | psp | 2006 | port
    + 5 | Persona 3 FES | ps2 | 2007 | expanded | Shin Megami Tensei: Persona 3 FES
    + 6 | Persona 4 | ps2 | 2008 | main | Shin Megami Tensei: Persona 4
    + 7 | Tetris DX | gbc | 1998
    + 8 | Ultimate Mortal Kombat 3 | snes genesis saturn arcade | 1995
    + 9 | Super Bomberman 2 | snes sfc | 1994
    + 10 | Micro Machines 2: Turbo Tournament | genesis megadrive snes dos | 1994
    + 11 | Micro Machines: Turbo Tournament '96 | megadrive genesis | 1995 | main | Micro Machines Turbo Tournament 96
    + 12 | Virtua Fighter 4: Evolution | ps2 | 2003
    + 13 | Command & Conquer: The Covert Operations | dos windows | 1996 | expansion
    + 14 | Command & Conquer: Red Alert | psx dos windows | 1996
    + 15 | Command & Conquer: Red Alert - Retaliation | psx | 1998
    + 16 | Warcraft II: Beyond the Dark Portal | dos | 1996 | expansion
    + 17 | The Sims 2: Nightlife | windows | 2005 | dlc
    + 18 | Quake II Mission Pack: The Reckoning | windows | 1998 | expansion
    + 19 | Half-Life: Opposing Force | windows | 1999 | expansion
    + 20 | Half-Life 2 | windows | 2004
    + 21 | Total Annihilation: The Core Contingency | windows | 1998 | expansion
    + 22 | Crash Bandicoot N. Sane Trilogy | ps4 | 2017 | remaster
    + 23 | Spyro Reignited Trilogy | ps4 | 2018 | remake
    + 24 | Metroid Prime Trilogy | wii | 2009 | bundle
    ? Sega Rally Championship (USA).chd | saturn | -
    ? Virtua Fighter (USA).chd | saturn | -
    ? Resident Evil (USA).chd | psx | -
    ? Resident Evil - Director's Cut - Dual Shock Ver. (USA).chd | psx | 3
    ? Disgaea - Hour of Darkness (USA).iso | ps2 | -
    ? Shin Megami Tensei - Persona 3 (USA).iso | ps2 | -
    ? Shin Megami Tensei - Persona 3 FES (USA).iso | ps2 | 5
    ? Shin Megami Tensei - Persona 4 (USA).iso | ps2 | 6
    ? Persona 4 Golden.iso | psvita | -
    ? Tetris (World).gb | gb | -
    ? Mortal Kombat 3 (USA).sfc | snes | -
    ? Ultimate Mortal Kombat 3 (USA).sfc | snes | 8
    ? Super Bomberman (USA).sfc | snes | -
    ? Bomberman 2 (Japan).nes | famicom | -
    ? Micro Machines (USA, Europe).md | genesis | -
    ? Micro Machines 2 - Turbo Tournament (Europe).md | megadrive | 10
    ? Micro Machines - Turbo Tournament 96 (Europe).md | megadrive | 11
    ? Micro Machines Military (Europe).md | megadrive | -
    ? Virtua Fighter 4 (USA).iso | ps2 | -
    ? Command & Conquer (1995)(Westwood).zip | dos | -
    ? Command & Conquer - Red Alert (USA) (Disc 1) (Allies).chd | psx | 14
    ? Command and Conquer Red Alert Retaliation.chd | psx | 15
    ? Command & Conquer - Red Alert 2.iso | windows | -
    ? Warcraft II - Tides of Darkness.zip | dos | -
    ? Warcraft 2.zip | dos | -
    ? The Sims 2.iso | windows | -
    ? Quake II.zip | windows | -
    ? Half-Life.zip | windows | -
    ? Half Life 2.zip | windows | 20
    ? Half-Life 2 - Episode One.zip | windows | -
    ? Total Annihilation.zip | windows | -
    ? Crash Bandicoot (USA).chd | psx | -
    ? Spyro the Dragon (USA).chd | psx | -
    ? Metroid Prime (USA).iso | gc | -
    = Hacks, homebrew, betas, typos
    + 1 | Super Mario World | snes sfc | 1990
    + 2 | Brutal Mario World | snes | 2008 | mod
    + 3 | Sonic the Hedgehog | genesis megadrive | 1991
    + 4 | Tetris | gb nes | 1989
    + 5 | Mortal Kombat Trilogy | psx n64 saturn | 1996
    + 6 | Mortal Kombat 4 | psx n64 | 1998
    + 7 | Mortal Kombat Mythologies: Sub-Zero | psx n64 | 1997
    + 8 | Castlevania | nes | 1986
    + 9 | Donkey Kong Country | snes | 1994
    + 10 | Donkey Kong Country 2: Diddy's Kong Quest | snes | 1995 | main | Diddy's Kong Quest
    + 11 | Donkey Kong Country 3: Dixie Kong's Double Trouble! | snes | 1996
    + 12 | Donkey Kong | arcade nes | 1981
    + 13 | Donkey Kong Jr. | arcade nes | 1982 | main | Donkey Kong Junior
    + 14 | Donkey Kong 3 | arcade nes | 1983
    + 15 | Donkey Kong | gb | 1994 | main | Donkey Kong '94
    + 16 | Donkey Kong Jr. Math | nes | 1983
    + 17 | Micro Mages | nes | 2019
    + 18 | Resident Evil 2 | psx | 1998
    + 19 | Resident Evil 1.5 | psx
    + 20 | GoldenEye 007 | n64 | 1997
    + 21 | The World Is Not Enough | n64 psx | 2000 | main | 007: The World Is Not Enough
    + 22 | Tomorrow Never Dies | psx | 1999 | main | 007: Tomorrow Never Dies
    + 23 | Wonder Boy III: The Dragon's Trap | mastersystem | 1989
    + 24 | Wonder Boy III: Monster Lair | genesis arcade tg-cd | 1988
    + 25 | Earthworm Jim | snes genesis | 1994
    + 26 | Earthworm Jim 2 | snes genesis | 1995
    + 27 | Earthworm Jim 3D | n64 windows | 1999
    + 28 | 3-in-1 Supergun | nes | 1993
    + 29 | Action 52 | nes genesis | 1991
    + 30 | Yoshi's Cookie | nes snes gb | 1992
    + 31 | Gauntlet | nes arcade c64 | 1985
    + 32 | Gauntlet II | nes arcade c64 | 1986
    + 33 | Gauntlet Legends | n64 psx arcade | 1998
    + 34 | Pitfall! | atari2600 c64 | 1982
    + 35 | Pitfall II: Lost Caverns | atari2600 c64 | 1984
    + 36 | Pitfall: The Mayan Adventure | snes genesis | 1994
    ? Super Mario World (USA) (Beta).sfc | snes | 1
    ? Super Mario World [h1].smc | snes | 1
    ? Super Mario World (Hack) - Return to Dinosaur Land.smc | snes | -
    ? Super Mario World - The Lost Adventure (Hack).smc | snes | -
    ? Sonic the Hedgehog (W) (REV01) [!].bin | genesis | 3
    ? Sonic the Hedehog.md | genesis | 3
    ? Sonic Megamix (Hack).md | genesis | -
    ? Tetris (World) (Rev A).gb | gb | 4
    ? Tetris 2 (USA).gb | gb | -
    ? Tertis.gb | gb | -
    ? Mortal Kombat Triology.bin | psx | 5
    ? Mortal Kombat Trilogy (USA).chd | psx | 5
    ? Mortal Combat 4.z64 | n64 | 6
    ? Mortal Kombat IV.z64 | n64 | 6
    ? Mortal Kombat Mythologies - Sub-Zero (USA).z64 | n64 | 7
    ? Mortal Kombat Special Forces (USA).chd | psx | -
    ? Castelvania (USA).nes | nes | 8
    ? Castlevania (USA) (Rev A).nes | nes | 8
    ? Donkey Kong Country (USA) (Rev 2).sfc | snes | 9
    ? Donkey Kong Country 2 - Diddy's Kong Quest (USA) (En,Fr).sfc | snes | 10
    ? Donkey Kong Country 2.smc | snes | 10
    ? Donkey Kong Country III - Dixie Kongs Double Trouble.smc | snes | 11
    ? Donky Kong Country.smc | snes | 9
    ? Donkey Kong (World) (Rev A).nes | nes | 12
    ? Donkey Kong Jr. (World).nes | nes | 13
    ? Donkey Kong Junior.nes | nes | 13
    ? Donkey Kong Jr. Math (USA, Europe).nes | nes | 16
    ? Donkey Kong (Japan, USA) (SGB Enhanced).gb | gb | 15
    ? Donkey Kong Land (USA).gb | gb | -
    ? Donkey Kong 64 (USA).z64 | n64 | -
    ? Micro Mages (World) (Aftermarket) (Unl).nes | nes | 17
    ? Resident Evil 1.5 (Proto).bin | psx | 19
    ? Resident Evil 2 (USA) (Disc 1) (Leon).chd | psx | 18
    ? 007 - GoldenEye (USA).z64 | n64 | 20
    ? GoldenEye 007 (USA).z64 | n64 | 20
    ? Goldeneye.z64 | n64 | 20
    ? 007 - The World Is Not Enough (USA).z64 | n64 | 21
    ? 007 - Tomorrow Never Dies (USA).chd | psx | 22
    ? 007 Racing (USA).chd | psx | -
    ? Wonder Boy III - The Dragon's Trap (USA, Europe).sms | mastersystem | 23
    ? Wonderboy 3 - Dragons Trap.sms | mastersystem | 23
    ? Wonder Boy III - Monster Lair (Japan, Europe).md | genesis | 24
    ? Earthworm Jim (USA).sfc | snes | 25
    ? Earth Worm Jim 2.smc | snes | 26
    ? Earthworm Jim 3D (USA).z64 | n64 | 27
    ? 2-in-1 - Cosmo Cop + Cyber Monster.nes | nes | -
    ? Action 52 (USA) (Rev A) (Unl).nes | nes | 29
    ? Yoshi (USA).nes | nes | -
    ? Yoshi's Cookie (USA).nes | nes | 30
    ? Gauntlet (USA) (Unl).nes | nes | 31
    ? Gauntlet II (USA).nes | nes | 32
    ? Gauntlet - Dark Legacy (USA).iso | ps2 | -
    ? Pitfall! - Pitfall Harry's Jungle Adventure (1982) (Activision).bin | atari2600 | 34
    ? Pitfall (1982).a26 | atari2600 | 34
    ? Pitfall 2.a26 | atari2600 | 35
    ? Pitfall - The Mayan Adventure (USA).sfc | snes | 36
    ? Super Pitfall (USA).nes | nes | -
    """#)
}
