/// Small consoles, and the first and second PlayStation.
extension MatchingCatalogRows {
  static let consoleShelves = MatchingShelf.table(
    #"""
    = The first PlayStation
    + 1 | Rugrats in Paris: The Movie | psx | 2000
    + 2 | Toy Story 2: Buzz Lightyear to the Rescue! | psx n64 | 1999 | main | Disney/Pixar Toy Story 2: Buzz Lightyear to the Rescue!
    + 3 | A Bug's Life | psx n64 | 1998 | main | Disney/Pixar A Bug's Life
    + 4 | Crash Team Racing | psx | 1999 | main | CTR: Crash Team Racing
    + 5 | Crash Bandicoot 2: Cortex Strikes Back | psx | 1997 | main | jp=Crash Bandicoot 2: Cortex no Gyakushuu!
    + 6 | Crash Bandicoot: Warped | psx | 1998 | main | Crash Bandicoot 3: Warped ; jp=Crash Bandicoot 3: Buttobi! Sekai Isshuu
    + 7 | Spyro 2: Ripto's Rage! | psx | 1999 | main | eu=Spyro 2: Gateway to Glimmer
    + 8 | Spyro: Year of the Dragon | psx | 2000
    + 9 | Oddworld: Abe's Oddysee | psx dos windows | 1997 | main | Abe's Oddysee
    + 10 | Oddworld: Abe's Exoddus | psx windows | 1998
    + 11 | Driver | psx windows | 1999 | main | Driver: You Are the Wheelman
    + 12 | Driver 2 | psx | 2000 | main | eu=Driver 2: Back on the Streets
    + 13 | Colin McRae Rally 2.0 | psx windows | 2000
    + 14 | Wipeout XL | psx saturn | 1996 | main | eu=Wipeout 2097
    + 15 | Wip3out | psx | 1999 | main | Wipeout 3
    + 16 | Ridge Racer Revolution | psx | 1995
    + 17 | R4: Ridge Racer Type 4 | psx | 1998 | main | Ridge Racer Type 4
    + 18 | Ridge Racer V | ps2 | 2000
    + 19 | Medal of Honor: Underground | psx | 2000
    + 20 | Legacy of Kain: Soul Reaver | psx dreamcast | 1999
    + 21 | Blood Omen: Legacy of Kain | psx | 1996
    + 22 | Soul Reaver 2 | ps2 windows | 2001 | main | Legacy of Kain: Soul Reaver 2
    + 23 | Parasite Eve II | psx | 1999
    + 24 | Breath of Fire III | psx | 1997
    + 25 | Suikoden II | psx | 1998 | main | jp=Gensou Suikoden II
    + 26 | Alundra 2: A New Legend Begins | psx | 1999
    + 27 | Dino Crisis 2 | psx | 2000
    + 28 | Syphon Filter 3 | psx | 2001
    + 29 | Tekken 3 | psx | 1998
    + 30 | SoulCalibur II | ps2 gc | 2002 | main | Soul Calibur II
    + 31 | Soul Edge | psx arcade | 1995 | main | us=Soul Blade
    + 32 | Vagrant Story | psx | 2000
    + 33 | Mega Man Legends 2 | psx | 2000 | main | jp=Rockman Dash 2
    + 34 | Twisted Metal 4 | psx | 1999
    + 35 | Twisted Metal: Black | ps2 | 2001
    ? Rugrats - The Movie (USA).gbc | psx | -
    ? Toy Story 2 - Buzz Lightyear to the Rescue! (USA).chd | psx | 2
    ? Disney-Pixar Toy Story 2 - Buzz Lightyear to the Rescue! (USA).chd | psx | 2
    ? Disney's Toy Story (USA).sfc | snes | -
    ? Disney-Pixar A Bug's Life (USA).chd | psx | 3
    ? Bug's Life, A (USA).z64 | n64 | 3
    ? CTR - Crash Team Racing (USA).chd | psx | 4
    ? Crash Bandicoot (USA).chd | psx | -
    ? Crash Bandicoot 3 - Warped (Europe).chd | psx | 6
    ? Crash Bandicoot III.chd | psx | 6
    ? Crash Bandicoot - Warped (USA).chd | psx | 6
    ? Crash Bandicoot 2 - Cortex no Gyakushu! (Japan).chd | psx | 5
    ? Crash Bandicoot - The Wrath of Cortex (USA).iso | ps2 | -
    ? Crash Bash (USA).chd | psx | -
    ? Spyro 2 - Gateway to Glimmer (Europe).chd | psx | 7
    ? Spyro - Ripto's Rage.chd | psx | -
    ? Spyro 3 - Year of the Dragon.chd | psx | -
    ? Oddworld - Abe's Oddysee (USA).chd | psx | 9
    ? Abe's Exoddus.chd | psx | -
    ? Driver - You Are the Wheelman (USA).chd | psx | 11
    ? Driver 2 - Back on the Streets (Europe) (Disc 1).chd | psx | 12
    ? Driv3r (USA).iso | ps2 | -
    ? Driver 3.iso | ps2 | -
    ? Colin McRae Rally (Europe).chd | psx | -
    ? Colin McRae Rally 2.0 (Europe).chd | psx | 13
    ? Colin McRae Rally 2 (Europe).chd | psx | -
    ? Colin McRae Rally 3 (Europe).iso | ps2 | -
    ? WipEout 2097 (Europe).chd | psx | 14
    ? WipEout XL (USA).chd | psx | 14
    ? WipEout (USA).chd | psx | -
    ? WipEout 3 (USA).chd | psx | 15
    ? Wip3out - Special Edition (Europe).chd | psx | -
    ? Ridge Racer (USA).chd | psx | -
    ? Ridge Racer Type 4 (USA).chd | psx | 17
    ? R4 - Ridge Racer Type 4 (USA).chd | psx | 17
    ? Ridge Racer IV.chd | psx | -
    ? Ridge Racer 5.iso | ps2 | 18
    ? Medal of Honor (USA).chd | psx | -
    ? Soul Reaver.chd | psx | -
    ? Legacy of Kain - Blood Omen (USA).chd | psx | 21
    ? Blood Omen 2 - Legacy of Kain (USA).iso | ps2 | -
    ? Legacy of Kain - Soul Reaver 2.iso | ps2 | 22
    ? Parasite Eve (USA).chd | psx | -
    ? Parasite Eve 2 (Europe).chd | psx | 23
    ? Breath of Fire IV (USA).chd | psx | -
    ? Suikoden (USA).chd | psx | -
    ? Genso Suikoden II (Japan).chd | psx | 25
    ? Alundra (USA).chd | psx | -
    ? Dino Crisis (USA).chd | psx | -
    ? Syphon Filter 2 (USA).chd | psx | -
    ? Tekken 2 (USA).chd | psx | -
    ? Soulcalibur (USA).chd | dreamcast | -
    ? Soul Calibur 2 (USA).iso | ps2 | 30
    ? Soul Calibur III (USA).iso | ps2 | -
    ? Soul Blade (USA).chd | psx | 31
    ? Rockman Dash 2 - Episode 2 - Ooinaru Isan (Japan).chd | psx | -
    ? Mega Man Legends (USA).chd | psx | -
    ? Twisted Metal III (USA).chd | psx | -
    ? Twisted Metal IV.chd | psx | 34
    ? Twisted Metal (USA).chd | psx | -
    """#)
}
