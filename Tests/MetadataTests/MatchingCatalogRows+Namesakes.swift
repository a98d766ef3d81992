/// Japanese titles, remakes and namesakes.
extension MatchingCatalogRows {
  static let namesakeShelves = MatchingShelf.table(
    #"""
    = Japanese romaji and kana
    + 1 | Animal Crossing | n64 gc | 2001 | main | jp=Doubutsu no Mori ; jp=どうぶつの森
    + 2 | Animal Forest e+ | gc | 2003 | main | jp=Doubutsu no Mori e+
    + 3 | Super Mario World | snes sfc | 1990 | main | jp=スーパーマリオワールド
    + 4 | Super Mario Kart | snes sfc | 1992 | main | jp=スーパーマリオカート
    + 5 | Dragon Quest V: Hand of the Heavenly Bride | sfc | 1992 | main | jp=Dragon Quest V: Tenkuu no Hanayome ; jp=ドラゴンクエストV 天空の花嫁
    + 6 | Dragon Ball Z: Super Butouden | sfc snes | 1993 | main | eu=Dragon Ball Z
    + 7 | Dragon Ball Z: Super Butouden 2 | sfc snes | 1993 | main | eu=Dragon Ball Z: La Légende Saien ; jp=Dragon Ball Z: Super Butōden 2
    + 8 | Dragon Ball Z: Super Butouden 3 | sfc snes | 1994 | main | eu=Dragon Ball Z: Ultime Menace
    + 9 | Dragon Ball Z: Hyper Dimension | sfc snes | 1996
    + 10 | Gegege no Kitarou: Fukkatsu! Tenma Daiou | sfc | 1993
    + 11 | Goemon's Great Adventure | n64 | 1998 | main | eu=Mystical Ninja 2 Starring Goemon ; jp=Ganbare Goemon: Derodero Douchuu Obake Tenkomori
    + 12 | Mystical Ninja Starring Goemon | n64 | 1997 | main | jp=Ganbare Goemon: Neo Momoyama Bakufu no Odori
    + 13 | The Legend of the Mystical Ninja | snes sfc | 1991 | main | jp=Ganbare Goemon: Yukihime Kyuushutsu Emaki
    + 14 | Ganbare Goemon 3: Shishi Juurokubei no Karakuri Manji Gatame | sfc | 1994
    + 15 | Kirby Super Star | snes sfc | 1996 | main | eu=Kirby's Fun Pak ; jp=Hoshi no Kirby: Super Deluxe
    + 16 | Kirby's Dream Land | gb | 1992 | main | jp=Hoshi no Kirby
    + 17 | Ōkami | ps2 | 2006
    + 18 | Pocket Monsters Aka | gb | 1996 | main | Pokémon Red ; jp=ポケットモンスター 赤
    + 19 | Pocket Monsters Midori | gb | 1996 | main | Pokémon Green
    + 20 | Shin Megami Tensei | sfc | 1992 | main | jp=真・女神転生
    + 21 | Shin Megami Tensei II | sfc | 1994 | main | jp=真・女神転生II
    + 22 | Shin Megami Tensei If... | sfc | 1994 | main | jp=真・女神転生if...
    + 23 | Tengai Makyou Zero | sfc | 1995 | main | Far East of Eden Zero
    + 24 | Tengai Makyou II: Manjimaru | pcenginecd | 1992 | main | Far East of Eden II: Manji Maru
    + 25 | Ranma ½: Hard Battle | snes sfc | 1992 | main | jp=Ranma 1/2: Bakuretsu Rantou-hen
    + 26 | Captain Tsubasa II: Super Striker | famicom | 1990 | main | Tecmo Cup Soccer Game 2
    + 27 | Captain Tsubasa | famicom nes | 1988 | main | Tecmo Cup Soccer Game
    + 28 | Kyuukyoku Harikiri Stadium | famicom | 1988
    + 29 | Kyuukyoku Tiger | pcengine megadrive | 1989 | main | Twin Cobra
    + 30 | Ninja Ryuuken Den | famicom | 1988 | main | us=Ninja Gaiden ; eu=Shadow Warriors
    + 31 | Famicom Tantei Club Part II: Ushiro ni Tatsu Shoujo | fds | 1989 | main | Famicom Detective Club: The Girl Who Stands Behind ; jp=ファミコン探偵倶楽部 PartII うしろに立つ少女
    + 32 | Famicom Tantei Club: Kieta Koukeisha | fds | 1988 | main | Famicom Detective Club: The Missing Heir
    + 33 | Sakura Taisen | saturn dreamcast | 1996 | main | Sakura Wars ; jp=サクラ大戦
    + 34 | Sakura Taisen 2: Kimi, Shinitamou Koto Nakare | saturn dreamcast | 1998 | main | Sakura Wars 2
    + 35 | Tokimeki Memorial: Forever with You | psx saturn | 1995 | main | Tokimeki Memorial
    + 36 | Tokimeki Memorial 2 | psx | 1999
    + 37 | Bomberman '94 | pcengine | 1993
    + 38 | Bomberman '93 | pcengine tg16 | 1992
    + 39 | Kunio-kun: Downtown Nekketsu Monogatari | famicom | 1989 | main | River City Ransom ; jp=Downtown Nekketsu Monogatari
    + 40 | Youkai Douchuuki | pcengine famicom arcade | 1987 | main | Shadow Land
    ? Doubutsu no Mori (Japan).z64 | n64 | 1
    ? Dobutsu no Mori (J).z64 | n64 | 1
    ? Dōbutsu no Mori.z64 | n64 | 1
    ? どうぶつの森 (Japan).z64 | n64 | 1
    ? Doubutsu no Mori + (Japan).iso | gc | -
    ? Doubutsu no Mori e+ (Japan).iso | gc | 2
    ? スーパーマリオワールド (Japan).sfc | sfc | 3
    ? スーパーマリオカート.sfc | sfc | 4
    ? スーパーマリオRPG.sfc | sfc | -
    ? Dragon Quest V - Tenku no Hanayome (J).smc | sfc | 5
    ? Dragon Quest 5 - Tenkuu no Hanayome (Japan).sfc | sfc | 5
    ? ドラゴンクエストV　天空の花嫁 (Japan).sfc | sfc | 5
    ? Dragon Ball Z - Super Butoden 2 (Japan).sfc | sfc | 7
    ? Dragon Ball Z - Super Butouden 3 (Japan).sfc | sfc | 8
    ? Dragon Ball Z - La Legende Saien (France).sfc | snes | 7
    ? Dragonball Z - Hyper Dimension (E).smc | snes | 9
    ? Dragon Ball Z - Super Saiya Densetsu (Japan).sfc | sfc | -
    ? Gegege no Kitaro - Fukkatsu! Tenma Daioh (Japan).sfc | sfc | 10
    ? Ganbare Goemon - Neo Momoyama Bakufu no Odori (Japan).z64 | n64 | 12
    ? Ganbare Goemon - Derodero Dochu Obake Tenkomori.z64 | n64 | 11
    ? Mystical Ninja 2 Starring Goemon (Europe).z64 | n64 | 11
    ? Ganbare Goemon - Yukihime Kyuushutsu Emaki (Japan).sfc | sfc | 13
    ? Ganbare Goemon 3 (Japan).sfc | sfc | 14
    ? Ganbare Goemon 4 - Kirakira Douchuu (Japan).sfc | sfc | -
    ? Hoshi no Kirby - Super Deluxe (Japan).sfc | sfc | 15
    ? Hoshi no Kirby (Japan).gb | gb | 16
    ? Hoshi no Kirby 2 (Japan).gb | gb | -
    ? Okami (USA).iso | ps2 | 17
    ? Pocket Monsters - Aka (Japan).gb | gb | 18
    ? Pocket Monsters Ao (Japan).gb | gb | -
    ? Pokemon - Red Version (USA, Europe).gb | gb | 18
    ? Shin Megami Tensei (Japan).sfc | sfc | 20
    ? Shin Megami Tensei 2 (Japan).sfc | sfc | 21
    ? Shin Megami Tensei If... (Japan).sfc | sfc | 22
    ? Shin Megami Tensei III - Nocturne (Japan).iso | ps2 | -
    ? Tengai Makyo Zero (Japan).sfc | sfc | 23
    ? Tengai Makyou II - Manji Maru (Japan).chd | pcenginecd | 24
    ? Ranma Nibunnoichi - Hard Battle.sfc | snes | -
    ? Ranma 1-2 - Hard Battle (USA).sfc | snes | 25
    ? Captain Tsubasa 2 - Super Striker (Japan).nes | famicom | 26
    ? Captain Tsubasa Vol. II - Super Striker (Japan).nes | famicom | 26
    ? Captain Tsubasa III (Japan).sfc | sfc | -
    ? Kyukyoku Harikiri Stadium (Japan).nes | famicom | 28
    ? Kyukyoku Tiger (Japan).pce | pcengine | 29
    ? Ninja Ryukenden (Japan).nes | famicom | 30
    ? Famicom Tantei Club Part II - Ushiro ni Tatsu Shoujo (Japan).fds | fds | 31
    ? Famicom Tantei Club - Kieta Koukeisha - Zenpen (Japan).fds | fds | 32
    ? Sakura Taisen (Japan) (Disc 1).chd | saturn | 33
    ? Sakura Taisen 2 - Kimi, Shinitamou Koto Nakare (Japan) (Disc 1).chd | saturn | 34
    ? Sakura Taisen 3 - Paris wa Moeteiru ka (Japan).chd | dreamcast | -
    ? Tokimeki Memorial - Forever with You (Japan).chd | psx | 35
    ? Tokimeki Memorial 2 (Japan) (Disc 1).chd | psx | 36
    ? Bomberman '94 (Japan).pce | pcengine | 37
    ? Bomberman 93.pce | pcengine | 38
    ? Bomberman (Japan).pce | pcengine | -
    ? Downtown Nekketsu Monogatari (Japan).nes | famicom | 39
    ? Yokai Dochuki (Japan).pce | pcengine | 40
    = Remakes and namesakes
    + 1 | Prince of Persia | dos amiga nes snes gb genesis | 1989
    + 2 | Prince of Persia | ps3 windows | 2008
    + 3 | Prince of Persia: The Sands of Time | ps2 gc gba windows | 2003
    + 4 | Prince of Persia Classic | ps3 | 2007 | remake
    + 5 | Prince of Persia 2: The Shadow and the Flame | dos snes | 1993
    + 6 | Tomb Raider | psx saturn dos | 1996 | main | Tomb Raider I ; Tomb Raider featuring Lara Croft
    + 7 | Tomb Raider | ps3 windows | 2013
    + 8 | Tomb Raider II | psx windows | 1997 | main | Tomb Raider II: Starring Lara Croft
    + 9 | Tomb Raider III: Adventures of Lara Croft | psx windows | 1998 | main | Tomb Raider III
    + 10 | Tomb Raider: The Last Revelation | psx dreamcast windows | 1999 | main | Tomb Raider IV
    + 11 | Tomb Raider: Anniversary | ps2 windows | 2007 | remake
    + 12 | Tomb Raider | gbc | 2000
    + 13 | Doom | dos snes psx n3do jaguar atarijaguar sega32x gba | 1993
    + 14 | Doom | windows ps4 | 2016
    + 15 | Doom II: Hell on Earth | dos gba | 1994 | main | Doom II
    + 16 | Doom 3 | windows xbox | 2004
    + 17 | Doom 64 | n64 | 1997
    + 18 | Final Doom | dos psx | 1996
    + 19 | The Ultimate Doom | dos | 1995 | expanded | Ultimate Doom
    + 20 | Disney's Aladdin | genesis megadrive gb nes dos amiga | 1993 | main | Aladdin
    + 21 | Disney's Aladdin | snes sfc gba | 1993 | main | Aladdin
    + 22 | Aladdin | mastersystem gamegear | 1994 | main | Disney's Aladdin
    + 23 | Shinobi | arcade mastersystem c64 amiga nes | 1987
    + 24 | Shinobi | gamegear | 1991 | main | The G.G. Shinobi
    + 25 | Shinobi | ps2 | 2002
    + 26 | The Revenge of Shinobi | genesis megadrive | 1989 | main | jp=The Super Shinobi
    + 27 | Shadow Dancer | arcade amiga c64 | 1989
    + 28 | Shadow Dancer: The Secret of Shinobi | genesis megadrive | 1990
    + 29 | Ninja Gaiden | nes arcade | 1988 | main | eu=Shadow Warriors
    + 30 | Ninja Gaiden | gamegear | 1991
    + 31 | Ninja Gaiden | xbox | 2004
    + 32 | Ninja Gaiden Sigma | ps3 | 2007 | remake
    + 33 | Altered Beast | genesis arcade mastersystem | 1988
    + 34 | Altered Beast | ps2 | 2005 | remake | Project Altered Beast
    + 35 | Metroid | nes fds | 1986
    + 36 | Metroid: Zero Mission | gba | 2004 | remake
    + 37 | Metroid II: Return of Samus | gb | 1991
    + 38 | Metroid Fusion | gba | 2002
    + 39 | Bionic Commando | nes famicom | 1988
    + 40 | Bionic Commando | arcade amiga c64 dos | 1987
    + 41 | Bionic Commando | gb | 1992
    + 42 | Bionic Commando | ps3 windows | 2009
    + 43 | Bionic Commando: Elite Forces | gbc | 1999
    + 44 | Rygar | arcade c64 mastersystem | 1986
    + 45 | Rygar | nes | 1987
    + 46 | Rygar: The Legendary Adventure | ps2 | 2002
    ? Prince of Persia (1990)(Broderbund).zip | dos | 1
    ? Prince of Persia (USA).sfc | snes | 1
    ? Prince of Persia (USA).iso | ps3 | 2
    ? Prince of Persia 2 - The Shadow & The Flame (1993)(Broderbund).zip | dos | 5
    ? Prince of Persia - Warrior Within (USA).iso | ps2 | -
    ? Prince of Persia - The Sands of Time (USA).gba | gba | 3
    ? Prince of Persia 3D.zip | windows | -
    ? Tomb Raider (USA).chd | psx | 6
    ? Tomb Raider (Europe).iso | ps3 | 7
    ? Tomb Raider (2013).zip | windows | 7
    ? Tomb Raider (1996).zip | dos | 6
    ? Tomb Raider 3 (Europe).chd | psx | 9
    ? Tomb Raider IV - The Last Revelation (Europe).chd | psx | 10
    ? Tomb Raider (USA, Europe) (En,Fr,De,Es,It).gbc | gbc | 12
    ? Tomb Raider II - Starring Lara Croft (USA).chd | psx | 8
    ? Tomb Raider Chronicles (USA).chd | psx | -
    ? Tomb Raider V.chd | psx | -
    ? Tomb Raider - Legend (USA).iso | ps2 | -
    ? Doom.zip | dos | 13
    ? DOOM (USA).sfc | snes | 13
    ? Doom (1993)(id Software).zip | dos | 13
    ? Doom 2 (1994).zip | dos | 15
    ? Doom II - Hell on Earth.zip | dos | 15
    ? Doom 64 (USA).z64 | n64 | 17
    ? Final Doom (USA).chd | psx | 18
    ? Ultimate Doom, The.zip | dos | 19
    ? Doom (2016).zip | windows | 14
    ? Doom 4.zip | windows | -
    ? Doom III.zip | windows | 16
    ? Aladdin (USA).sfc | snes | 21
    ? Aladdin (USA).md | genesis | 20
    ? Disney's Aladdin (Europe).md | megadrive | 20
    ? Aladdin (Europe).sms | mastersystem | 22
    ? Disney's Aladdin (USA).gba | gba | 21
    ? Disney's Aladdin in Nasira's Revenge (USA).chd | psx | -
    ? Shinobi (UE).sms | mastersystem | 23
    ? Shinobi (USA).nes | nes | 23
    ? Shinobi (USA).iso | ps2 | 25
    ? G.G. Shinobi, The (World).gg | gamegear | 24
    ? Shinobi II - The Silent Fury (World).gg | gamegear | -
    ? Shinobi III - Return of the Ninja Master (USA).md | genesis | -
    ? Super Shinobi, The (Japan).md | megadrive | 26
    ? Revenge of Shinobi, The (USA, Europe).md | genesis | 26
    ? Shadow Dancer - The Secret of Shinobi (World).md | genesis | 28
    ? Shadow Dancer (1991)(U.S. Gold).d64 | c64 | 27
    ? Ninja Gaiden (USA).nes | nes | 29
    ? Shadow Warriors (Europe).nes | nes | 29
    ? Ninja Gaiden (USA, Europe).gg | gamegear | 30
    ? Ninja Gaiden II - The Dark Sword of Chaos (USA).nes | nes | -
    ? Altered Beast (USA, Europe).md | genesis | 33
    ? Altered Beast (Europe).iso | ps2 | 34
    ? Metroid (USA).nes | nes | 35
    ? Metroid - Zero Mission (USA).gba | gba | 36
    ? Metroid II - Return of Samus (World).gb | gb | 37
    ? Metroid 2.gb | gb | 37
    ? Metroid Prime (USA).iso | gc | -
    ? Super Metroid (USA).sfc | snes | -
    ? Bionic Commando (USA).nes | nes | 39
    ? Bionic Commando (1988)(Go!).d64 | c64 | 40
    ? Bionic Commando (USA).gb | gb | 41
    ? Bionic Commando - Elite Forces (USA, Australia).gbc | gbc | 43
    ? Bionic Commando Rearmed.iso | ps3 | -
    ? Rygar (USA) (Rev A).nes | nes | 45
    ? Rygar (1987)(U.S. Gold).d64 | c64 | 44
    ? Rygar - The Legendary Adventure (USA).iso | ps2 | 46
    = Only namesakes of elsewhere
    + 1 | Doom | windows ps4 | 2016
    + 2 | Tomb Raider | ps3 windows | 2013
    + 3 | Prince of Persia | ps3 windows | 2008
    + 4 | God of War | ps4 | 2018
    + 5 | Need for Speed | ps4 windows | 2015
    + 6 | SimCity | windows | 2013
    + 7 | Mortal Kombat | ps3 windows | 2011
    + 8 | Sonic the Hedgehog | ps3 | 2006
    + 9 | Star Wars: Battlefront II | ps4 | 2017
    + 10 | Pong | arcade | 1972
    + 11 | Strider | ps4 windows | 2014
    + 12 | Ratchet & Clank | ps4 | 2016
    ? Doom (USA).sfc | snes | -
    ? Doom (1993).zip | dos | -
    ? Tomb Raider (USA).chd | psx | -
    ? Prince of Persia (1989)(Broderbund).zip | dos | -
    ? Prince of Persia (USA).nes | nes | -
    ? God of War (USA).iso | ps2 | -
    ? Need for Speed, The (USA).chd | psx | -
    ? SimCity (USA).sfc | snes | -
    ? SimCity (1989)(Maxis).zip | dos | -
    ? Mortal Kombat (USA).md | genesis | -
    ? Sonic The Hedgehog (USA, Europe).md | genesis | -
    ? Star Wars - Battlefront II (USA).iso | ps2 | -
    ? Strider (USA, Europe).md | genesis | -
    ? Ratchet & Clank (USA).iso | ps2 | -
    """#)
}
