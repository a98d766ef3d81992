/// Sports by the year, and parts of series.
extension MatchingCatalogRows {
  static let sportsShelves = MatchingShelf.table(
    #"""
    = Annual sports
    + 1 | FIFA International Soccer | genesis megadrive snes | 1993 | main | FIFA Soccer ; FIFA 94
    + 2 | FIFA Soccer 95 | genesis megadrive | 1994 | main | FIFA 95
    + 3 | FIFA Soccer 96 | genesis snes psx saturn dos | 1995 | main | FIFA 96
    + 4 | FIFA Soccer 97 | genesis snes psx saturn dos | 1996 | main | FIFA 97 ; FIFA 97: Gold Edition
    + 5 | FIFA: Road to World Cup 98 | genesis snes psx n64 saturn | 1997 | main | FIFA 98: Road to World Cup ; FIFA 98
    + 6 | FIFA 99 | psx n64 windows | 1998
    + 7 | FIFA 2000 | psx gbc windows | 1999 | main | FIFA 2000: Major League Soccer
    + 8 | FIFA 2001 | psx ps2 windows | 2000 | main | FIFA 2001: Major League Soccer
    + 9 | World Cup 98 | psx n64 gb | 1998
    + 10 | NHL '94 | genesis snes segacd | 1993 | main | NHL 94
    + 11 | NHL 95 | genesis snes gb | 1994 | main | NHL '95
    + 12 | NHL 96 | genesis snes gb | 1995
    + 13 | NHL 2001 | psx ps2 | 2000
    + 14 | NHLPA Hockey '93 | genesis snes | 1992
    + 15 | Madden NFL '94 | genesis snes | 1993
    + 16 | Madden NFL 2001 | psx ps2 n64 gbc | 2000
    + 17 | Madden NFL 2002 | psx ps2 n64 gba gc | 2001
    + 18 | John Madden Football '93 | genesis snes | 1992
    + 19 | NBA 2K | dreamcast | 1999
    + 20 | NBA 2K1 | dreamcast | 2000
    + 21 | NBA 2K2 | dreamcast ps2 gc | 2001
    + 22 | NBA Live 95 | genesis snes dos | 1994
    + 23 | NBA Live 2000 | psx n64 | 1999
    + 24 | NBA Jam | snes genesis arcade gb | 1993
    + 25 | NBA Jam Tournament Edition | snes genesis psx saturn | 1995 | expanded | NBA Jam T.E.
    + 26 | F1 2000 | psx windows | 2000
    + 27 | F1 Championship Season 2000 | psx ps2 windows | 2000
    + 28 | Formula 1 | psx | 1996
    + 29 | Formula 1 97 | psx | 1997 | main | us=Formula 1 Championship Edition
    + 30 | Formula One 2000 | psx | 2000 | main | Formula One 2000
    + 31 | ISS Pro Evolution | psx | 1999
    + 32 | ISS Pro Evolution 2 | psx | 2001
    + 33 | International Superstar Soccer 98 | n64 psx | 1998
    + 34 | International Superstar Soccer 64 | n64 | 1997
    + 35 | International Superstar Soccer 2000 | n64 psx | 2000
    + 36 | Pro Evolution Soccer 2 | ps2 psx | 2002 | main | jp=World Soccer: Winning Eleven 6
    + 37 | Pro Evolution Soccer | ps2 psx | 2001 | main | jp=World Soccer: Winning Eleven 5
    + 38 | WWF SmackDown! 2: Know Your Role | psx | 2000
    + 39 | WWF SmackDown! | psx | 2000
    + 40 | PGA Tour 96 | genesis psx | 1995
    + 41 | Tiger Woods PGA Tour 2004 | ps2 gc gba | 2003
    + 42 | Tiger Woods PGA Tour 2005 | ps2 gc nds | 2004
    ? FIFA 98 - Road to World Cup (Europe).z64 | n64 | 5
    ? FIFA - Road to World Cup 98 (USA).z64 | n64 | 5
    ? FIFA Soccer 95 (USA, Europe).md | genesis | 2
    ? FIFA 95 (1994).md | megadrive | 2
    ? FIFA Soccer 96 (USA).sfc | snes | 3
    ? FIFA 97 (Europe).chd | psx | 4
    ? FIFA 99 (Europe).z64 | n64 | 6
    ? FIFA 2000 (Europe).chd | psx | 7
    ? FIFA 2001 (USA).iso | ps2 | 8
    ? FIFA 2002 (Europe).chd | psx | -
    ? FIFA Football 2003 (Europe).chd | psx | -
    ? FIFA International Soccer (USA).md | genesis | 1
    ? NHL '94 (USA, Europe).md | genesis | 10
    ? NHL 94 (USA).sfc | snes | 10
    ? NHL '95 (USA).sfc | snes | 11
    ? NHL '97 (USA).sfc | snes | -
    ? NHL 2001 (USA).chd | psx | 13
    ? NHL 2002 (USA).iso | ps2 | -
    ? NHL Hockey (USA).md | genesis | -
    ? NHLPA Hockey 93 (USA).sfc | snes | 14
    ? Madden NFL 94 (USA).sfc | snes | 15
    ? Madden NFL 2001 (USA).chd | psx | 16
    ? Madden NFL 2002 (USA).gba | gba | 17
    ? Madden NFL 2003 (USA).gba | gba | -
    ? Madden NFL 98 (USA).md | genesis | -
    ? John Madden Football '92 (USA).md | genesis | -
    ? John Madden Football 93 (USA, Europe).md | genesis | 18
    ? NBA 2K (USA).chd | dreamcast | 19
    ? NBA 2K1 (USA).chd | dreamcast | 20
    ? NBA 2K3 (USA).iso | ps2 | -
    ? NFL 2K (USA).chd | dreamcast | -
    ? NFL 2K1 (USA).chd | dreamcast | -
    ? NBA Live '95 (USA).sfc | snes | 22
    ? NBA Live 96 (USA).sfc | snes | -
    ? NBA Live 2000 (USA).z64 | n64 | 23
    ? NBA Jam (USA).sfc | snes | 24
    ? NBA Jam - Tournament Edition (USA).sfc | snes | 25
    ? NBA Jam T.E. (World).md | genesis | 25
    ? NBA Jam 2000 (USA).z64 | n64 | -
    ? F1 2000 (Europe).chd | psx | 26
    ? F1 2001 (Europe).iso | ps2 | -
    ? Formula 1 97 (Europe).chd | psx | 29
    ? Formula 1 '97.bin | psx | 29
    ? Formula 1 98 (Europe).chd | psx | -
    ? Formula One 2000 (USA).chd | psx | 30
    ? ISS Pro Evolution 2 (Europe).chd | psx | 32
    ? International Superstar Soccer 2000 (Europe).z64 | n64 | 35
    ? International Superstar Soccer Deluxe (Europe).sfc | snes | -
    ? Pro Evolution Soccer 3 (Europe).iso | ps2 | -
    ? Pro Evolution Soccer 2 (Europe).chd | psx | 36
    ? WWF SmackDown! 2 - Know Your Role (USA).chd | psx | 38
    ? WWF Smack Down.chd | psx | 39
    ? Tiger Woods PGA Tour 2004 (USA).gba | gba | 41
    ? Tiger Woods PGA Tour 06 (USA).iso | ps2 | -
    ? World Cup USA 94 (USA).sfc | snes | -
    ? World Cup 98 (USA).z64 | n64 | 9
    = Parts, episodes, volumes, discs
    + 1 | Commander Keen in Invasion of the Vorticons: Episode One - Marooned on Mars | dos | 1990 | main | Commander Keen 1: Marooned on Mars ; Commander Keen: Marooned on Mars
    + 2 | Commander Keen in Goodbye, Galaxy!: Secret of the Oracle | dos | 1991 | main | Commander Keen 4: Secret of the Oracle
    + 3 | Star Wars: Episode I - The Phantom Menace | psx windows | 1999
    + 4 | Star Wars Episode I: Racer | n64 dreamcast windows | 1999
    + 5 | Star Wars: Episode I - Jedi Power Battles | psx dreamcast gba | 2000
    + 6 | Shining Force III: Scenario 1 | saturn | 1997 | main | Shining Force III
    + 7 | Shining Force III: Scenario 2 | saturn | 1998
    + 8 | Shining Force III: Scenario 3 | saturn | 1998
    + 9 | .hack//Infection | ps2 | 2002 | main | .hack//Infection Part 1
    + 10 | .hack//Outbreak | ps2 | 2002 | main | .hack//Outbreak Part 3
    + 11 | Xenosaga Episode I: Der Wille zur Macht | ps2 | 2002
    + 12 | Xenosaga Episode II: Jenseits von Gut und Böse | ps2 | 2004
    + 13 | Xenosaga Episode III: Also sprach Zarathustra | ps2 | 2006
    + 14 | Dragon's Lair | arcade dos amiga | 1983 1989
    + 15 | Dragon's Lair II: Time Warp | arcade dos amiga | 1991
    + 16 | Dragon's Lair III: The Curse of Mordread | amiga dos | 1992 | main | Dragon's Lair Part III: The Curse of Mordread
    + 17 | Back to the Future | nes c64 | 1985
    + 18 | Back to the Future Part II & III | nes | 1990
    + 19 | Back to the Future Part III | genesis mastersystem amiga c64 | 1991
    + 20 | Back to the Future Part II | amiga c64 mastersystem dos | 1990 | main | Back to the Future II
    + 21 | Metal Gear Solid | psx windows | 1998
    + 22 | Metal Gear Solid | gbc | 2000 | main | Metal Gear: Ghost Babel
    + 23 | Metal Gear Solid: Integral | psx windows | 1999 | expanded
    + 24 | Metal Gear Solid: VR Missions | psx | 1999 | expansion | eu=Metal Gear Solid: Special Missions
    + 25 | Metal Gear Solid 2: Sons of Liberty | ps2 | 2001
    + 26 | Metal Gear Solid 2: Substance | ps2 xbox | 2002 | expanded
    + 27 | Metal Gear Solid 3: Snake Eater | ps2 | 2004
    + 28 | Metal Gear Solid 3: Subsistence | ps2 | 2005 | expanded
    + 29 | Metal Gear | msx nes | 1987
    + 30 | Metal Gear 2: Solid Snake | msx | 1990
    + 31 | Snake's Revenge | nes | 1990
    + 32 | Panzer Dragoon | saturn | 1995
    + 33 | Panzer Dragoon II Zwei | saturn | 1996 | main | Panzer Dragoon Zwei
    + 34 | Panzer Dragoon Saga | saturn | 1998 | main | jp=Azel: Panzer Dragoon RPG
    + 35 | Ys I & II | pcenginecd tg-cd | 1989 | main | Ys Book I & II
    + 36 | Ys III: Wanderers from Ys | snes genesis tg-cd pcenginecd msx | 1989
    + 37 | Ys IV: The Dawn of Ys | pcenginecd | 1993
    + 38 | Ys: The Vanished Omens | mastersystem | 1988 | main | Ys I: Ancient Ys Vanished
    + 39 | Simple 1500 Series Vol. 1: The Mahjong | psx | 1998
    + 40 | Simple 1500 Series Vol. 31: The Sound Novel | psx | 1999
    + 41 | Namco Museum Vol. 1 | psx | 1995 | bundle | Namco Museum Volume 1
    + 42 | Namco Museum Vol. 3 | psx | 1996 | bundle
    + 43 | Namco Museum Vol. 5 | psx | 1997 | bundle
    + 44 | Namco Museum 64 | n64 | 1999 | bundle
    + 45 | Namco Museum | gba ps2 gc | 2001 | bundle
    ? Commander Keen 1 - Marooned on Mars (1990)(Apogee).zip | dos | 1
    ? Commander Keen 4 - Secret of the Oracle (1991).zip | dos | 2
    ? Commander Keen 5 - The Armageddon Machine.zip | dos | -
    ? Star Wars - Episode I - The Phantom Menace (USA).chd | psx | 3
    ? Star Wars Episode 1 - Racer (USA).z64 | n64 | 4
    ? Star Wars - Episode I - Racer (USA).z64 | n64 | 4
    ? Star Wars - Episode I - Jedi Power Battles (USA).chd | psx | 5
    ? Star Wars - Episode I - Battle for Naboo (USA).z64 | n64 | -
    ? Star Wars - Episode III - Revenge of the Sith (USA).iso | ps2 | -
    ? Shining Force III (USA).chd | saturn | 6
    ? Shining Force III - Scenario 2 (Japan).chd | saturn | 7
    ? Dot Hack Part 1 - Infection (USA).iso | ps2 | -
    ? .hack--Infection (USA).iso | ps2 | 9
    ? .hack--Mutation - Part 2 (USA).iso | ps2 | -
    ? Xenosaga Episode I - Der Wille zur Macht (USA).iso | ps2 | 11
    ? Xenosaga Episode II - Jenseits von Gut und Boese (USA) (Disc 1).iso | ps2 | 12
    ? Xenosaga Episode 3 - Also Sprach Zarathustra (USA) (Disc 2).iso | ps2 | 13
    ? Dragon's Lair (1989)(Readysoft)(Disk 1 of 6).adf | amiga | 14
    ? Dragon's Lair 2 - Time Warp.zip | dos | 15
    ? Dragon's Lair III - The Curse of Mordread.adf | amiga | 16
    ? Dragon's Lair Part II - Time Warp.adf | amiga | 15
    ? Back to the Future (USA).nes | nes | 17
    ? Back to the Future Part II & III (USA).nes | nes | 18
    ? Back to the Future II (1990)(Image Works).adf | amiga | 20
    ? Back to the Future Part II (1990)(Image Works).d64 | c64 | 20
    ? Back to the Future III (USA).md | genesis | 19
    ? Metal Gear Solid (USA) (Disc 1) (v1.1).chd | psx | 21
    ? Metal Gear Solid (USA).gbc | gbc | 22
    ? Metal Gear Solid - Integral (Japan) (Disc 1).chd | psx | 23
    ? Metal Gear Solid - VR Missions (USA).chd | psx | 24
    ? Metal Gear Solid - Special Missions (Europe).chd | psx | 24
    ? Metal Gear Solid 2 - Sons of Liberty (USA).iso | ps2 | 25
    ? Metal Gear Solid 2 - Substance (USA).iso | ps2 | 26
    ? Metal Gear Solid 3 - Snake Eater (USA).iso | ps2 | 27
    ? Metal Gear Solid 3 - Subsistence (USA).iso | ps2 | 28
    ? Metal Gear (USA).nes | nes | 29
    ? Metal Gear 2 - Solid Snake (Japan).rom | msx | 30
    ? Metal Gear Acid (USA).iso | psp | -
    ? Panzer Dragoon (USA).chd | saturn | 32
    ? Panzer Dragoon Zwei (Japan).chd | saturn | 33
    ? Panzer Dragoon II Zwei (Europe).chd | saturn | 33
    ? Panzer Dragoon Saga (USA) (Disc 1).chd | saturn | 34
    ? Panzer Dragoon Orta.iso | xbox | -
    ? Azel - Panzer Dragoon RPG (Japan) (Disc 1).chd | saturn | 34
    ? Ys Book I & II (USA).chd | tg-cd | 35
    ? Ys III - Wanderers from Ys (USA).sfc | snes | 36
    ? Ys IV - Mask of the Sun (Japan).sfc | sfc | -
    ? Ys V - Ushinawareta Suna no Miyako Kefin (Japan).sfc | sfc | -
    ? Ys - The Vanished Omens (USA, Europe).sms | mastersystem | 38
    ? Simple 1500 Series Vol. 31 - The Sound Novel (Japan).chd | psx | 40
    ? Simple 1500 Series Vol. 32 - The Boxing (Japan).chd | psx | -
    ? Namco Museum Vol. 3 (USA).chd | psx | 42
    ? Namco Museum Vol.1 (USA).chd | psx | 41
    ? Namco Museum Volume 5.bin | psx | 43
    ? Namco Museum Vol. 4 (USA).chd | psx | -
    ? Namco Museum 64 (USA).z64 | n64 | 44
    ? Namco Museum 50th Anniversary (USA).iso | ps2 | -
    ? Namco Museum (USA).gba | gba | 45
    """#)
}
