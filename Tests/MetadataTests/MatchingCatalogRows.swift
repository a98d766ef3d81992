/// Files of whole catalogs beside the games, sequels and editions that a provider answers with.
///
/// Numerals, letters, articles and apostrophes.
enum MatchingCatalogRows {
  static let numberedShelves = MatchingShelf.table(
    #"""
    = Numerals of three kinds
    + 1 | Final Fantasy | nes famicom | 1987 1990
    + 2 | Final Fantasy II | famicom nes | 1988 | main | jp=ファイナルファンタジーII
    + 3 | Final Fantasy III | famicom nes | 1990 | main | jp=ファイナルファンタジーIII
    + 4 | Final Fantasy IV | snes sfc | 1991 | main | Final Fantasy II ; FF4 ; jp=ファイナルファンタジーIV
    + 5 | Final Fantasy V | snes sfc | 1992
    + 6 | Final Fantasy VI | snes sfc | 1994 | main | Final Fantasy III ; FF6 ; jp=ファイナルファンタジーVI
    + 7 | Final Fantasy VII | psx windows | 1997
    + 8 | Final Fantasy VIII | psx windows | 1999
    + 9 | Final Fantasy IX | psx | 2000
    + 10 | Final Fantasy X | ps2 | 2001
    + 11 | Final Fantasy X-2 | ps2 | 2003
    + 12 | Final Fantasy XII | ps2 | 2006
    + 13 | Final Fantasy VII Remake | ps4 | 2020 | remake
    + 14 | Final Fantasy XI | ps2 windows | 2002
    + 15 | Final Fantasy III | nds | 2006 | remake
    + 16 | Final Fantasy IV | nds | 2007 | remake
    + 17 | Final Fantasy Origins | psx | 2002 | bundle
    + 18 | Final Fantasy I & II: Dawn of Souls | gba | 2004 | bundle
    + 19 | Final Fantasy Anthology | psx | 1999 | bundle
    + 20 | Final Fantasy Tactics | psx | 1997
    ? Final Fantasy III (USA).sfc | snes | 6
    ? Final Fantasy III (USA) (Rev 1).sfc | snes | 6
    ? Final Fantasy II (USA).sfc | snes | 4
    ? Final Fantasy III (Japan).nes | nes | 3
    ? Final Fantasy II (Japan).nes | famicom | 2
    ? Final Fantasy IV (Japan).sfc | sfc | 4
    ? Final Fantasy VI (Japan).sfc | sfc | 6
    ? Final Fantasy 6 (J) [T+Eng].smc | snes | 6
    ? Final Fantasy VII (USA) (Disc 1).chd | psx | 7
    ? Final Fantasy VIII (Europe) (Disc 2).chd | psx | 8
    ? Final Fantasy 9 (USA) (Disc 4).bin | psx | 9
    ? Final Fantasy X (USA).iso | ps2 | 10
    ? Final Fantasy X-2 (USA).iso | ps2 | 11
    ? Final Fantasy XII (USA).iso | ps2 | 12
    ? Final Fantasy III (USA).nds | nds | 15
    ? Final Fantasy IV (Europe) (En,Fr,De,Es,It).nds | nds | 16
    ? Final Fantasy Tactics (USA).chd | psx | 20
    ? Final Fantasy I & II - Dawn of Souls (USA).gba | gba | 18
    ? Final Fantasy XIII (USA).iso | ps3 | -
    ? Final Fantasy XIV.iso | ps3 | -
    ? Final Fantasy X-3.iso | ps2 | -
    ? Final Fantasy Tactics Advance (USA).gba | gba | -
    = Only wrong numerals
    + 1 | Dragon Quest VI | sfc | 1995
    + 2 | Street Fighter IV | ps3 | 2009
    + 3 | Thunder Force III | genesis megadrive | 1990
    + 4 | Thunder Force IV | megadrive genesis | 1992 | main | us=Lightening Force: Quest for the Darkstar
    + 5 | Ultima VI: The False Prophet | dos snes | 1990
    + 6 | Ultima VII: The Black Gate | dos snes | 1992
    + 7 | Wizardry VI: Bane of the Cosmic Forge | dos | 1990
    + 8 | Mega Man 7 | snes sfc | 1995
    + 9 | Rocky II | psx | 1999
    + 10 | Mortal Kombat II | snes genesis | 1993
    + 11 | Monkey Island 2: LeChuck's Revenge | dos amiga | 1991
    ? Dragon Quest V - Tenkuu no Hanayome (Japan).sfc | sfc | -
    ? Street Fighter V.iso | ps3 | -
    ? Thunder Force II (USA).md | genesis | -
    ? Thunder Force V (USA).chd | psx | -
    ? Lightening Force - Quest for the Darkstar (USA).md | genesis | 4
    ? Thunder Force IV (Europe).md | megadrive | 4
    ? Ultima VIII - Pagan (1994).zip | dos | -
    ? Ultima 7 - The Black Gate.zip | dos | 6
    ? Ultima VII Part Two - Serpent Isle (1993).zip | dos | -
    ? Ultima 6.zip | dos | 5
    ? Wizardry 7 - Crusaders of the Dark Savant.zip | dos | -
    ? Mega Man VII (USA).sfc | snes | 8
    ? Mega Man X (USA).sfc | snes | -
    ? Mega Man X2 (USA).sfc | snes | -
    ? Mortal Kombat (USA).sfc | snes | -
    ? Mortal Kombat 2 (USA).sfc | snes | 10
    ? Mortal Kombat 3 (USA).sfc | snes | -
    ? Monkey Island 1.zip | dos | -
    ? The Secret of Monkey Island (1990)(Lucasfilm Games).zip | dos | -
    ? Monkey Island 2 - LeChucks Revenge (1991).zip | dos | 11
    ? Rocky (USA).bin | psx | -
    = Letters that are no numerals
    + 1 | Mega Man X | snes sfc | 1993 | main | jp=Rockman X
    + 2 | Mega Man X2 | snes sfc | 1994 | main | jp=Rockman X2
    + 3 | Mega Man X3 | snes sfc psx | 1995 | main | jp=Rockman X3
    + 4 | Mega Man X4 | psx saturn | 1997 | main | jp=Rockman X4
    + 5 | Mega Man 10 | wii ps3 | 2010
    + 6 | Mega Man 9 | wii ps3 | 2008
    + 7 | Street Fighter V | ps4 windows | 2016
    + 8 | Street Fighter II: The World Warrior | snes arcade | 1992 | main | Street Fighter II
    + 9 | Street Fighter Alpha 3 | psx dreamcast arcade | 1998 | main | jp=Street Fighter Zero 3
    + 10 | Street Fighter EX Plus α | psx | 1997
    + 11 | Street Fighter III: 3rd Strike | dreamcast arcade ps2 | 1999 | main | Street Fighter III: 3rd Strike - Fight for the Future
    + 12 | V-Rally | psx n64 | 1997
    + 13 | V-Rally 2 | psx | 1999
    + 14 | X | gb | 1992
    + 15 | C-12: Final Resistance | psx | 2001
    + 16 | D | psx saturn | 1995
    + 17 | Mega Man & Bass | gba snes sfc | 1998 | main | jp=Rockman & Forte
    + 18 | Guilty Gear X | ps2 dreamcast arcade | 2000
    + 19 | Guilty Gear XX | ps2 arcade | 2002 | main | Guilty Gear X2
    + 20 | Guilty Gear | psx | 1998
    + 21 | L: The Prologue to Death Note | nds | 2008
    + 22 | Xevious | nes arcade | 1982
    + 23 | Gradius V | ps2 | 2004
    ? Mega Man X (USA).sfc | snes | 1
    ? Rockman X (Japan).sfc | sfc | 1
    ? Mega Man X 2 (USA).sfc | snes | 2
    ? Rockman X3 (Japan).sfc | sfc | 3
    ? Mega Man X4 (USA).chd | psx | 4
    ? Mega Man 10.wad | wii | 5
    ? Mega Man IX.wad | wii | 6
    ? Street Fighter II (USA).sfc | snes | 8
    ? Street Fighter II - The World Warrior (USA).sfc | snes | 8
    ? Street Fighter II' Turbo (USA).sfc | snes | -
    ? Street Fighter Zero 3 (Japan).bin | psx | 9
    ? Street Fighter EX Plus Alpha (USA).bin | psx | 10
    ? Street Fighter III - 3rd Strike (USA).chd | dreamcast | 11
    ? V-Rally 2 (Europe).chd | psx | 13
    ? V-Rally - 97 Championship Edition (Europe).chd | psx | -
    ? C-12 - Final Resistance (Europe).chd | psx | 15
    ? Rockman & Forte (Japan).sfc | sfc | 17
    ? Mega Man and Bass (USA).gba | gba | 17
    ? Guilty Gear X (Japan).chd | dreamcast | 18
    ? Guilty Gear XX - The Midnight Carnival (Japan).iso | ps2 | 19
    ? Guilty Gear (USA).chd | psx | 20
    ? Gradius V (USA).iso | ps2 | 23
    ? Mega Man (USA).nes | nes | -
    ? Mega Man 5 (USA).nes | nes | -
    ? Street Fighter Alpha 2 (USA).chd | psx | -
    ? Mega Man X5 (USA).chd | psx | -
    = Articles in front, at the back, after a subtitle
    + 1 | The Legend of Zelda | nes fds famicom | 1986 | main | Zelda 1 ; jp=Zelda no Densetsu: The Hyrule Fantasy
    + 2 | Zelda II: The Adventure of Link | nes fds famicom | 1987 | main | The Legend of Zelda 2 ; jp=The Legend of Zelda 2: Link no Bouken
    + 3 | The Legend of Zelda: A Link to the Past | snes sfc | 1991 | main | jp=Zelda no Densetsu: Kamigami no Triforce
    + 4 | The Legend of Zelda: Link's Awakening | gb | 1993 | main | jp=Zelda no Densetsu: Yume o Miru Shima
    + 5 | The Legend of Zelda: Link's Awakening DX | gbc | 1998 | expanded
    + 6 | The Legend of Zelda: Ocarina of Time | n64 | 1998
    + 7 | The Legend of Zelda: Majora's Mask | n64 | 2000
    + 8 | The Legend of Zelda: Oracle of Ages | gbc | 2001
    + 9 | The Legend of Zelda: Oracle of Seasons | gbc | 2001
    + 10 | The Legend of Zelda: A Link to the Past & Four Swords | gba | 2002 | expanded
    + 11 | The Legend of Zelda: The Minish Cap | gba | 2004
    + 12 | The Legend of Zelda: The Wind Waker | gc | 2002
    + 13 | The Legend of Zelda: Ocarina of Time 3D | 3ds n3ds | 2011 | remake
    + 14 | The Legend of Zelda: Ocarina of Time - Master Quest | gc | 2003
    + 15 | BS Zelda no Densetsu | satellaview | 1995
    + 16 | Zelda: The Wand of Gamelon | cdi | 1993
    + 17 | The Legend of Zelda: Phantom Hourglass | nds | 2007
    ? Legend of Zelda, The (USA).nes | nes | 1
    ? Legend of Zelda, The (U) (PRG1) [!].nes | nes | 1
    ? Zelda II - The Adventure of Link (USA).nes | nes | 2
    ? Zelda 2 - The Adventure of Link.nes | nes | 2
    ? Legend of Zelda, The - A Link to the Past (USA).sfc | snes | 3
    ? The Legend of Zelda A Link to the Past.smc | snes | 3
    ? Zelda - A Link to the Past (USA).sfc | snes | 3
    ? Zelda no Densetsu - Kamigami no Triforce (Japan).sfc | sfc | 3
    ? Legend of Zelda, The - Link's Awakening (USA, Europe).gb | gb | 4
    ? Legend of Zelda, The - Link's Awakening DX (USA, Europe) (SGB Enhanced).gbc | gbc | 5
    ? Zelda - Links Awakening.gb | gb | 4
    ? Legend of Zelda, The - Ocarina of Time (USA) (Rev 2).z64 | n64 | 6
    ? Zelda Ocarina of Time.n64 | n64 | 6
    ? Legend of Zelda, The - Majora's Mask (Europe) (En,Fr,De,Es).z64 | n64 | 7
    ? Legend of Zelda, The - Oracle of Seasons (USA).gbc | gbc | 9
    ? Legend of Zelda, The - A Link to the Past & Four Swords (USA).gba | gba | 10
    ? Legend of Zelda, The - The Minish Cap (Europe).gba | gba | 11
    ? Legend of Zelda, The - Minish Cap.gba | gba | 11
    ? Legend of Zelda, The - The Wind Waker (USA).iso | gc | 12
    ? Legend of Zelda, The - Phantom Hourglass (USA).nds | nds | 17
    ? Legend of Zelda, The - Ocarina of Time - Master Quest (USA).iso | gc | 14
    ? Legend of Zelda, The - Four Swords Adventures (USA).iso | gc | -
    ? Legend of Zelda, The - Spirit Tracks (USA).nds | nds | -
    ? Legend of Zelda, The - Twilight Princess (USA).iso | gc | -
    ? Legend of Zelda, The - Collector's Edition (USA).iso | gc | -
    ? Zelda - The Faces of Evil.chd | cdi | -
    = Foreign articles
    + 1 | Die Siedler | amiga dos | 1993 | main | The Settlers ; Serf City: Life is Feudal
    + 2 | The Settlers II | dos | 1996 | main | Die Siedler II: Veni, Vidi, Vici ; The Settlers II: Veni, Vidi, Vici
    + 3 | Das Boot: German U-Boat Simulation | amiga dos | 1990 | main | Das Boot
    + 4 | Das Schwarze Auge: Die Schicksalsklinge | amiga dos | 1992 | main | Realms of Arkania: Blade of Destiny
    + 5 | L'Empereur | nes famicom snes | 1991
    + 6 | L'Arche du Captain Blood | amiga dos atarist | 1988 | main | Captain Blood
    + 7 | Les Voyageurs du Temps: La Menace | amiga dos | 1989 | main | Future Wars ; Future Wars: Time Travellers
    + 8 | La Abadía del Crimen | msx dos | 1987
    + 9 | El Viento | genesis megadrive | 1991
    + 10 | Un Squadron | snes sfc | 1991 | main | jp=Area 88 ; U.N. Squadron
    + 11 | Le Manoir de Mortevielle | amiga atarist | 1987 | main | Mortville Manor
    + 12 | Die Hard Trilogy | psx saturn | 1996
    + 13 | Die Hard | nes famicom | 1990
    + 14 | Los Justicieros | arcade | 1992 | main | Zorton Brothers
    + 15 | Der Patrizier | amiga dos | 1992 | main | The Patrician
    + 16 | Il Grande Torino | amiga | 1991
    + 17 | Die Hard 2: Die Harder | dos amiga | 1992
    + 18 | A Boy and His Blob: Trouble on Blobolonia | nes famicom | 1989
    + 19 | An American Tail: Fievel Goes West | snes | 1994
    + 20 | The Lion King | snes genesis gb | 1994 | main | Disney's The Lion King
    + 21 | The Lion King: Simba's Mighty Adventure | gbc psx | 2000
    + 22 | The Lost Vikings | snes amiga genesis megadrive dos | 1993
    + 23 | The Lost Vikings II | snes | 1997 | main | Lost Vikings 2 ; Norse by Norse West: The Return of the Lost Vikings
    ? Siedler, Die (1993)(Blue Byte)(De)(Disk 1 of 3).adf | amiga | 1
    ? Settlers, The (1993)(Blue Byte)[cr].adf | amiga | 1
    ? Siedler II, Die.zip | dos | 2
    ? Die Siedler 2 - Veni Vidi Vici.zip | dos | 2
    ? Boot, Das (1990)(Three-Sixty Pacific).zip | amiga | 3
    ? Schwarze Auge, Das - Die Schicksalsklinge (1992)(Attic).zip | amiga | 4
    ? L'Empereur (USA).nes | nes | 5
    ? LEmpereur.nes | nes | 5
    ? Arche du Captain Blood, L' (1988)(Ere)(Fr).zip | amiga | 6
    ? Voyageurs du Temps, Les - La Menace (1989)(Delphine)(Fr).zip | amiga | 7
    ? Abadia del Crimen, La (1987)(Opera Soft)(es).dsk | msx | 8
    ? El Viento (USA).md | genesis | 9
    ? Viento, El (Japan).md | megadrive | 9
    ? U.N. Squadron (USA).sfc | snes | 10
    ? Area 88 (Japan).sfc | sfc | 10
    ? Manoir de Mortevielle, Le (1987)(Lankhor).zip | amiga | 11
    ? Die Hard Trilogy (USA).chd | psx | 12
    ? Die Hard (USA).nes | nes | 13
    ? Die Hard 2 - Die Harder (1992).zip | dos | 17
    ? Patrizier, Der (1992)(Ascon)(De).adf | amiga | 15
    ? Boy and His Blob, A - Trouble on Blobolonia (USA).nes | nes | 18
    ? Boy and His Blob, A (USA).nes | nes | 18
    ? American Tail, An - Fievel Goes West (USA).sfc | snes | 19
    ? Lion King, The (USA).sfc | snes | 20
    ? Lion King, The - Simba's Mighty Adventure (USA).gbc | gbc | 21
    ? Disney's The Lion King (E).gb | gb | 20
    ? Disneys Lion King.smc | snes | 20
    ? Lion King 2, The (Unl).md | megadrive | -
    ? Lost Vikings, The (USA).sfc | snes | 22
    ? Lost Vikings 2, The (USA).sfc | snes | 23
    ? Lost Vikings II, The (Europe).sfc | snes | 23
    ? Siedler III, Die.zip | windows | -
    ? Die Hard Vendetta (USA).iso | gc | -
    ? Settlers II, The - Gold Edition.zip | dos | -
    = Apostrophes
    + 1 | Luigi's Mansion | gc | 2001
    + 2 | Yoshi's Island: Super Mario Advance 3 | gba | 2002 | port | Super Mario Advance 3: Yoshi's Island
    + 3 | Super Mario World 2: Yoshi's Island | snes sfc | 1995 | main | Yoshi's Island
    + 4 | Yoshi's Story | n64 | 1997
    + 5 | Kirby's Dream Land | gb | 1992
    + 6 | Kirby's Dream Land 2 | gb | 1995
    + 7 | Kirby's Dream Course | snes | 1994
    + 8 | Tony Hawk's Pro Skater | psx n64 dreamcast | 1999 | main | eu=Tony Hawk's Skateboarding
    + 9 | Tony Hawk's Pro Skater 2 | psx n64 dreamcast gba | 2000
    + 10 | Tony Hawk's Pro Skater 3 | ps2 psx gc gba n64 | 2001
    + 11 | Tony Hawk's Underground | ps2 gc gba | 2003
    + 12 | Baldur's Gate | windows | 1998
    + 13 | Baldur's Gate: Tales of the Sword Coast | windows | 1999 | expansion
    + 14 | Baldur's Gate: Enhanced Edition | windows | 2012 | remaster
    + 15 | Baldur's Gate II: Shadows of Amn | windows | 2000
    + 16 | Baldur's Gate: Dark Alliance | ps2 gc gba | 2001
    + 17 | Ghosts 'n Goblins | nes arcade c64 amiga | 1985
    + 18 | Ghouls 'n Ghosts | genesis megadrive arcade amiga c64 | 1988 | main | jp=Daimakaimura
    + 19 | Super Ghouls 'n Ghosts | snes sfc | 1991 | main | jp=Chou Makaimura
    + 20 | Chip 'n Dale: Rescue Rangers | nes famicom | 1990 | main | Disney's Chip 'n Dale: Rescue Rangers
    + 21 | Chip 'n Dale: Rescue Rangers 2 | nes famicom | 1993 | main | Disney's Chip 'n Dale: Rescue Rangers 2
    + 22 | King's Quest: Quest for the Crown | dos amiga | 1984 | main | King's Quest I: Quest for the Crown ; King's Quest
    + 23 | King's Quest II: Romancing the Throne | dos amiga | 1985
    + 24 | King's Quest V: Absence Makes the Heart Go Yonder! | dos nes amiga | 1990
    + 25 | Hoppin' Mad | c64 | 1988
    + 26 | Tom Clancy's Rainbow Six | windows psx n64 dreamcast | 1998
    + 27 | Shaq-Fu | snes genesis megadrive amiga | 1994
    + 28 | Crazy Taxi | dreamcast ps2 gc | 2000
    + 29 | Assassin's Creed II | ps3 | 2009
    + 30 | Wonder Boy in Monster World | genesis megadrive | 1991 | main | jp=Wonder Boy V: Monster World III
    ? Luigis Mansion (USA).iso | gc | 1
    ? Luigi’s Mansion.iso | gc | 1
    ? Super Mario Advance 3 - Yoshi's Island (USA).gba | gba | 2
    ? Super Mario World 2 - Yoshi's Island (USA).sfc | snes | 3
    ? Yoshis Story (USA).z64 | n64 | 4
    ? Kirbys Dream Land (UE) [!].gb | gb | 5
    ? Kirby's Dreamland 2.gb | gb | 6
    ? Tony Hawks Pro Skater 2 (USA).chd | psx | 9
    ? Tony Hawk's Skateboarding (Europe).chd | psx | 8
    ? Tony Hawk's Pro Skater 4 (USA).iso | ps2 | -
    ? Tony Hawk's Underground 2 (USA).iso | ps2 | -
    ? Baldurs Gate (1998).zip | windows | 12
    ? Baldur's Gate II - Shadows of Amn.iso | windows | 15
    ? Baldur's Gate - Dark Alliance (USA).iso | ps2 | 16
    ? Baldur's Gate II - Throne of Bhaal.iso | windows | -
    ? Ghosts 'N Goblins (1986)(Elite).d64 | c64 | 17
    ? Ghosts n Goblins (USA).nes | nes | 17
    ? Ghosts and Goblins.nes | nes | 17
    ? Ghouls'n Ghosts (USA, Europe) (Rev A).md | genesis | 18
    ? Dai Makaimura (Japan).md | megadrive | 18
    ? Super Ghouls'n Ghosts (USA).sfc | snes | 19
    ? Choumakaimura (Japan).sfc | sfc | 19
    ? Chip 'n Dale - Rescue Rangers (USA).nes | nes | 20
    ? Chip and Dale Rescue Rangers 2 (U).nes | nes | 21
    ? Chip n' Dale Rescue Rangers.nes | nes | 20
    ? Kings Quest 1 - Quest for the Crown (1984).zip | dos | 22
    ? King's Quest 5 (1990)(Sierra).zip | dos | 24
    ? Kings Quest III - To Heir is Human.zip | dos | -
    ? Hoppin Mad (1988)(Elite).d64 | c64 | 25
    ? Hopping Mad (1988)(Elite).d64 | c64 | 25
    ? Rainbow Six (USA).z64 | n64 | 26
    ? Tom Clancy's Rainbow Six - Rogue Spear (USA).chd | psx | -
    ? Shaq Fu (USA, Europe).md | genesis | 27
    ? Assassins Creed (USA).iso | ps3 | -
    ? Assassins Creed 2.iso | ps3 | 29
    ? Wonder Boy V - Monster World III (Japan, Korea).md | megadrive | 30
    ? Wonder Boy III - Monster Lair (Japan, Europe).md | megadrive | -
    """#)
}
