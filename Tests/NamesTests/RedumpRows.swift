/// Names of discs as Redump gives them.
enum RedumpRows {
  static let rows = Row.table(
    #"""
    Final Fantasy VII (USA) (Disc 1).bin => Final Fantasy VII; r USA; d disc 1; x bin; cv redump
    Final Fantasy VII (USA) (Disc 2).cue => Final Fantasy VII; r USA; d disc 2; x cue
    Chrono Cross (USA) (Disc 1) (Track 1).bin => Chrono Cross; r USA; d disc 1; t Track 1; trk 1; x bin
    Sonic CD (USA) (Track 01).bin => Sonic CD; r USA; t Track 01; trk 1; x bin; cv redump
    Tomb Raider (Europe) (Track 57).bin => Tomb Raider; r Europe; t Track 57; trk 57; x bin
    Riven - The Sequel to Myst (USA) (Disc A).chd => Riven - The Sequel to Myst; r USA; d disc 1 label=A; x chd
    D no Shokutaku (Japan) (Disc B) (Rev 1).chd => D no Shokutaku; r Japan; rev 1; d disc 2 label=B; x chd
    Sol-Feace (USA) (RE2).chd => Sol-Feace; r USA; rev 2; x chd; cv redump
    Sonic CD (USA) (RE125).chd => Sonic CD; r USA; rev 125; x chd
    Sewer Shark (USA) (RE-2).chd => Sewer Shark; r USA; rev 2; x chd
    Sonic CD (USA) (RE).chd => Sonic CD; r USA; t RE; x chd
    Sonic CD (USA) (R1F, R2D).chd => Sonic CD; r USA; t R1F|R2D; x chd
    Shenmue (Europe) (En,Fr,De,Es) (Disc 1) (1MM1, 1MM2).gdi => Shenmue; r Europe; l en|fr|de|es; d disc 1; t 1MM1|1MM2; x gdi
    Grandia (USA) (Disc 1 of 2).cue => Grandia; r USA; d disc 1/2; x cue
    Sonic Adventure (USA) (En,Ja,Fr,De,Es) (Rev A).gdi => Sonic Adventure; r USA; l en|ja|fr|de|es; rev A; x gdi
    Gran Turismo 2 (USA) (Disc 1) (Arcade Mode) (v1.0).cue => Gran Turismo 2; r USA; v 1.0; d disc 1; t Arcade Mode; x cue
    Gran Turismo 2 (USA) (Disc 2) (Gran Turismo Mode) (v1.2).cue => Gran Turismo 2; r USA; v 1.2; d disc 2; t Gran Turismo Mode; x cue
    Resident Evil - Director's Cut (USA) (1.01).chd => Resident Evil - Director's Cut; r USA; v 1.01; x chd
    Guitar Hero (USA) (Kiosk Demo).iso => Guitar Hero; r USA; f demo|kiosk; x iso
    Eternal Arcadia (Japan) (Disc 1) (@barai).gdi => Eternal Arcadia; r Japan; d disc 1; t @barai; x gdi
    Killer7 (Japan) (Disc 2) (Taikenban).iso => Killer7; r Japan; d disc 2; f demo; x iso
    Enemy Zero (USA) (Disc 0) (Opening Disc).cue => Enemy Zero; r USA; d disc 0; t Opening Disc; x cue
    Metal Gear Solid - Integral (Japan) (En,Ja) (Disc 3) (VR-Disc).cue => Metal Gear Solid - Integral; r Japan; l en|ja; d disc 3; t VR-Disc; x cue
    Baten Kaitos Origins (USA) (Disc 1).rvz => Baten Kaitos Origins; r USA; d disc 1; x rvz
    Lunar - Silver Star Story Complete (USA) (Disc 1) (2M, 3M).bin => Lunar - Silver Star Story Complete; r USA; d disc 1; t 2M|3M; x bin
    Wipeout 3 (Europe) (En,Fr,De,Es,It) (Beta) (1999-06-11).cue => Wipeout 3; r Europe; l en|fr|de|es|it; f beta; t 1999-06-11; date 1999-06-11; x cue
    Xenosaga Episode II - Jenseits von Gut und Boese (USA) (Disc 2).iso => Xenosaga Episode II - Jenseits von Gut und Boese; r USA; d disc 2; x iso
    Half-Life (USA) (Proto) (En) (SLUS-20066).iso => Half-Life; r USA; l en; f proto; t SLUS-20066; ser SLUS-20066; x iso
    Game (UK).cue => Game; r United Kingdom; x cue
    Game (Korea) (v1.03) (Promo).iso => Game; r Korea; v 1.03; f promo; x iso
    Game (Europe) (Side A).cue => Game; r Europe; d side=A; x cue
    Game (Japan) (Disc 1) (Side B).cue => Game; r Japan; d disc 1 side=B; x cue
    Dragon's Lair (USA) (Disc II).cue => Dragon's Lair; r USA; d disc 2 label=II; x cue
    Phantasmagoria (USA) (Disc Seven).cue => Phantasmagoria; r USA; d disc 7 label=Seven; x cue
    Phantasmagoria (Italy) (Disco 3).cue => Phantasmagoria; r Italy; d disc 3; x cue
    Game (France) (Disque 2).cue => Game; r France; d disc 2; x cue
    The 7th Guest (USA) (CD 1).bin => The 7th Guest; r USA; d cd 1; x bin
    Star Ocean (USA) (Disc 2 - Terra).chd => Star Ocean; r USA; d disc 2 label=Terra; x chd
    PSP System Kiosk Disc 1 (USA).iso => PSP System Kiosk; r USA; d disc 1; x iso
    PlayStation Kiosk Demo Disc Version 1.16 (USA).cue => PlayStation Kiosk Demo Disc; r USA; v 1.16; x cue
    Tales of Phantasia (Japan) (UMD 1).iso => Tales of Phantasia; r Japan; d umd 1; x iso
    Lost Odyssey (USA) (DVD 4).iso => Lost Odyssey; r USA; d dvd 4; x iso
    Power Stone 2 (Japan) (GD-ROM 1).gdi => Power Stone 2; r Japan; d gd-rom 1; x gdi
    Taikou Risshiden IV (Japan) (Rev 1) (KOEI the Best).cue => Taikou Risshiden IV; r Japan; rev 1; t KOEI the Best; x cue
    """#)
}
