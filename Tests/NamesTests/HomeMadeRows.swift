/// Names as people and release groups give them.
enum HomeMadeRows {
  static let rows = Row.table(
    #"""
    Game (EU).zip => Game; r Europe; x zip
    Game (US).zip => Game; r USA; x zip
    Game (JP).zip => Game; r Japan; x zip
    Game (us).zip => Game; r USA; x zip
    Game (eu).zip => Game; r Europe; x zip
    Game (jp).zip => Game; r Japan; x zip
    Game (uk).zip => Game; r United Kingdom; x zip
    Game (usa).zip => Game; r USA; x zip
    Game (Usa).zip => Game; r USA; x zip
    Game (europe).zip => Game; r Europe; x zip
    Game (hong kong).zip => Game; r Hong Kong; x zip
    Game [USA].zip => Game; r USA; x zip
    Game {Europe}.zip => Game; r Europe; x zip
    Game [J].zip => Game; r Japan; x zip
    Game (US) (JP).zip => Game; r USA|Japan; x zip
    Game (USA & Europe).zip => Game; r USA|Europe; x zip
    Game (USA-Europe).zip => Game; r USA|Europe; x zip
    Game (USA+Japan).zip => Game; r USA|Japan; x zip
    Game (U,E).zip => Game; r USA|Europe; x zip
    Game (EUR).zip => Game; r Europe; x zip
    Game (JPN).zip => Game; r Japan; x zip
    Game (GER).zip => Game; r Germany; x zip
    Game (Ger).zip => Game; l de; x zip
    Game (FRA).zip => Game; r France; x zip
    Game (Fre).zip => Game; l fr; x zip
    Game (Eng).zip => Game; l en; x zip
    Game (En).zip => Game; l en; x zip
    Game (EN).zip => Game; l en; x zip
    Game (en).zip => Game; l en; x zip
    Game (De).zip => Game; l de; x zip
    Game (de).zip => Game; l de; x zip
    Game (DE).zip => Game; r Germany; x zip
    Game (Nl).zip => Game; l nl; x zip
    Game (NL).zip => Game; r Netherlands; x zip
    Game (No).zip => Game; l no; x zip
    Game (NO).zip => Game; r Norway; x zip
    Game (English).zip => Game; l en; x zip
    Game (ENGLISH).zip => Game; l en; x zip
    Game (Japanese).zip => Game; l ja; x zip
    Game (English, French).zip => Game; l en|fr; x zip
    Game (Deutsch).zip => Game; l de; x zip
    Game [Simplified Chinese].zip => Game; l zh-Hans; x zip
    Game (PT-BR).zip => Game; l pt-BR; x zip
    Game (pt-br).zip => Game; l pt-BR; x zip
    Game (EN,FR,DE).zip => Game; l en|fr|de; x zip
    Game (FR,DE).zip => Game; r France|Germany; x zip
    Game (en-fr).zip => Game; l en|fr; x zip
    Game (Multi5).zip => Game; n 5; t Multi5; x zip
    Game (Multi).zip => Game; t Multi; x zip
    Luigi's Mansion 3 [W][En,Ja,Fr,De,Es,It,Nl,Ko,Zh].nsp => Luigi's Mansion 3; r World; l en|ja|fr|de|es|it|nl|ko|zh; x nsp
    Game (PAL).zip => Game; r Europe; t PAL; vid PAL; x zip
    Game (NTSC).zip => Game; t NTSC; vid NTSC; x zip
    Game (NTSC-J).zip => Game; r Japan; t NTSC-J; vid NTSC-J; x zip
    Game (USA) (NTSC).zip => Game; r USA; t NTSC; vid NTSC; x zip
    Game (Spain) (PAL).zip => Game; r Spain; t PAL; vid PAL; x zip
    Title [NTSC-U] [SLUS-00594].chd => Title; r USA; t NTSC-U|SLUS-00594; vid NTSC-U; ser SLUS-00594; x chd
    Metal Gear Solid [SLUS-00594] (Disc 1).cue => Metal Gear Solid; d disc 1; t SLUS-00594; ser SLUS-00594; x cue
    SLUS_200.62.Grand Theft Auto III.iso => Grand Theft Auto III; t SLUS_200.62; ser SLUS-20062; x iso
    God of War [BCUS98111].iso => God of War; t BCUS98111; ser BCUS-98111; x iso
    Zelda [01007EF00011E000][v0].nsp => Zelda; v 0; t 01007EF00011E000; ser 01007EF00011E000; x nsp
    Zelda [01007EF00011E800][v786432][UPD].nsp => Zelda; v 786432; t 01007EF00011E800|UPD; ser 01007EF00011E800; x nsp
    Title (2019).zip => Title; date 2019; t 2019; x zip
    Title (2019) (USA).zip => Title; r USA; date 2019; t 2019; x zip
    Title (2019)(USA).zip => Title; r USA; date 2019; t 2019; x zip
    Sonic the Hedgehog 2 (Aug 21, 1992).md => Sonic the Hedgehog 2; date 1992-08-21; t Aug 21, 1992; x md
    Game_Name_USA.zip => Game Name; r USA; x zip
    Game_Name_(USA)_(Rev_1).zip => Game Name; r USA; rev 1; x zip
    Super_Mario_World_(U)_[!].smc => Super Mario World; r USA; f verified; x smc
    Super_Mario_World.smc => Super Mario World; x smc
    Super_Mario_64_(Virtual_Console).z64 => Super Mario 64; t Virtual Console; x z64
    game-v1.2.zip => game; v 1.2; x zip
    supertux-0.6.3.zip => supertux; v 0.6.3; x zip
    sonic-usa.md => sonic; r USA; x md
    about-us.zip => about-us; x zip
    Game v1.2.zip => Game; v 1.2; x zip
    Game V1.2.zip => Game; v 1.2; x zip
    Game Rev 2.zip => Game; rev 2; x zip
    Game rev1.zip => Game; rev 1; x zip
    Street Fighter V.zip => Street Fighter V; x zip
    Sega Rally V2.zip => Sega Rally V2; x zip
    Game.Name.v1.0 => Game Name; v 1.0
    Game.Name.v1.0.zip => Game Name; v 1.0; x zip
    Game.Name.USA.PS2DVD-GROUP.iso => Game Name; r USA; t GROUP|PS2DVD; x iso
    Game_Name_EUR_MULTI5_WiiU-GROUP.zip => Game Name; r Europe; n 5; t GROUP|WiiU|MULTI5; x zip
    Super.Mario.World.(USA).[!].sfc => Super Mario World; r USA; f verified; x sfc
    Final Fantasy VII CD1.bin => Final Fantasy VII; d cd 1; x bin
    Final Fantasy VII CD 1.bin => Final Fantasy VII; d cd 1; x bin
    Final Fantasy VII - Disc 1.bin => Final Fantasy VII; d disc 1; x bin
    Final Fantasy VII - Disc A.bin => Final Fantasy VII; d disc 1 label=A; x bin
    Game Disc 2.iso => Game; d disc 2; x iso
    Game Disc 2 of 3 (USA).iso => Game; r USA; d disc 2/3; x iso
    game_cd2.bin => game; d cd 2; x bin
    Game (USA) Disc 1.iso => Game; r USA; d disc 1; x iso
    Game (CD1).iso => Game; d cd 1; x iso
    Game [CD2].iso => Game; d cd 2; x iso
    Game (1 of 3).dsk => Game; d 1/3; x dsk
    Game (Disk1of3).dsk => Game; d disk 1/3; x dsk
    Dark Side A.d64 => Dark Side A; x d64
    Dark - Side A.d64 => Dark; d side=A; x d64
    Disco Elysium.iso => Disco Elysium; x iso
    Game (CD-i).chd => Game; t CD-i; x chd
    Super Mario 64 (J) (Rev A) [Part 1].z64 => Super Mario 64; r Japan; rev A; d part 1; x z64
    Back to the Future Part 2.nes => Back to the Future Part 2; x nes
    Game (USA) - Copy.zip => Game; r USA; t Copy; x zip
    Game - Copy.zip => Game; t Copy; x zip
    Game (USA) (1).zip => Game; r USA; t 1; x zip
    Game (2).zip => Game; t 2; x zip
    Game (1).zip => Game; t 1; x zip
    Seiken Densetsu 3 (Japan) (English Patched).sfc => Seiken Densetsu 3; r Japan; l en; f translation; x sfc
    Seiken Densetsu 3 (Japan) (En) (Translation).sfc => Seiken Densetsu 3; r Japan; l en; f translation; x sfc
    Mother 3 [English Translation v1.3].gba => Mother 3; l en; f translation; x gba
    Game (Japan) [汉化].zip => Game; r Japan; l zh; f translation; x zip
    Super Metroid Redesign (Hack).sfc => Super Metroid Redesign; f hack; x sfc
    Super Metroid (Hack by Drewseph).sfc => Super Metroid; f hack; t Hack by Drewseph; x sfc
    Street Fighter II - The World Warrior (World 910522).zip => Street Fighter II - The World Warrior; r World; t 910522; x zip
    Final Fight (Japan, Rev 1).zip => Final Fight; r Japan; rev 1; x zip
    Puzzle Bobble (US Rev B).zip => Puzzle Bobble; r USA; rev B; x zip
    Simpsons, The (4 Players World, set 1).zip => Simpsons, The; nat The Simpsons; t 4 Players World|set 1; x zip
    F-22 Interceptor (September 1991) (Euro, USA).md => F-22 Interceptor; r Europe|USA; date 1991-09; t September 1991; x md
    Game (USA Version).zip => Game; r USA; x zip
    sf2ce.zip => sf2ce; x zip
    mslug.zip => mslug; x zip
    puckman.7z => puckman; x 7z
    1942.zip => 1942; x zip
    s1945iii.zip => s1945iii; x zip
    Doom [igdb-1039].iso => Doom; t igdb-1039; id igdb=1039; x iso
    Doom (igdb-1039) (USA).iso => Doom; r USA; t igdb-1039; id igdb=1039; x iso
    Doom {ss-42}.iso => Doom; t ss-42; id ss=42; x iso
    Doom (RA-7).iso => Doom; t RA-7; id ra=7; x iso
    Doom (moby-5) [tgdb-6] (launchbox-7) (sgdb-8).iso => Doom; t moby-5|tgdb-6|launchbox-7|sgdb-8; id moby=5|tgdb=6|launchbox=7|sgdb=8; x iso
    Doom (hasheous-12ab-3f).iso => Doom; t hasheous-12ab-3f; id hasheous=12ab-3f; x iso
    Doom (flashpoint-2e2d55c1-2f6a-4a7b-9f6e-0d5d5a3e1b11).swf => Doom; t flashpoint-2e2d55c1-2f6a-4a7b-9f6e-0d5d5a3e1b11; id flashpoint=2e2d55c1-2f6a-4a7b-9f6e-0d5d5a3e1b11; x swf
    [igdb-77] Doom.iso => Doom; t igdb-77; id igdb=77; x iso
    Doom (igdb-abc).iso => Doom; t igdb-abc; x iso
    Pokémon Rouge (France).gb => Pokémon Rouge; r France; x gb
    ゼルダの伝説（日本）.zip => ゼルダの伝説; r Japan; x zip
    """#)
}
