/// Names as TOSEC gives them.
enum TOSECRows {
  static let rows = Row.table(
    #"""
    Legend of TOSEC, The (1986)(Devstudio).zip => Legend of TOSEC, The; nat The Legend of TOSEC; date 1986; pub Devstudio; t 1986|Devstudio; x zip; cv tosec
    Legend of TOSEC, The (19xx)(-).zip => Legend of TOSEC, The; nat The Legend of TOSEC; date 19xx; t 19xx; x zip
    Legend of TOSEC, The (199x)(Devstudio)(US).zip => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; date 199x; pub Devstudio; t 199x|Devstudio; x zip
    Legend of TOSEC, The (2000-01-0x)(Devstudio).zip => Legend of TOSEC, The; nat The Legend of TOSEC; date 2000-01-0x; pub Devstudio; t 2000-01-0x|Devstudio; x zip
    Legend of TOSEC, The (1986-06-21)(Devstudio).zip => Legend of TOSEC, The; nat The Legend of TOSEC; date 1986-06-21; pub Devstudio; t 1986-06-21|Devstudio; x zip
    Legend of TOSEC, The v1.0 (1986)(Devstudio).adf => Legend of TOSEC, The; nat The Legend of TOSEC; v 1.0; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The v1.03b (19xx)(-).adf => Legend of TOSEC, The; nat The Legend of TOSEC; v 1.03b; date 19xx; t 19xx; x adf
    Legend of TOSEC, The Rev 1 (1986)(Devstudio).adf => Legend of TOSEC, The; nat The Legend of TOSEC; rev 1; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (demo) (1986)(Devstudio).adf => Legend of TOSEC, The; nat The Legend of TOSEC; f demo; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (demo-kiosk) (1986)(Devstudio).adf => Legend of TOSEC, The; nat The Legend of TOSEC; f demo|kiosk; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (demo-playable) (1986)(Devstudio).adf => Legend of TOSEC, The; nat The Legend of TOSEC; f demo; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(A500).adf => Legend of TOSEC, The; nat The Legend of TOSEC; date 1986; pub Devstudio; t 1986|Devstudio|A500; x adf
    Legend of TOSEC, The (1986)(Devstudio)(PAL).adf => Legend of TOSEC, The; nat The Legend of TOSEC; date 1986; pub Devstudio; vid PAL; t 1986|Devstudio|PAL; x adf
    Legend of TOSEC, The (1986)(Devstudio)(NTSC)(JP)(en).adf => Legend of TOSEC, The; nat The Legend of TOSEC; r Japan; l en; date 1986; pub Devstudio; vid NTSC; t 1986|Devstudio|NTSC; x adf
    Legend of TOSEC, The (1986)(Devstudio)(DE).adf => Legend of TOSEC, The; nat The Legend of TOSEC; r Germany; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(de).adf => Legend of TOSEC, The; nat The Legend of TOSEC; l de; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(GB).adf => Legend of TOSEC, The; nat The Legend of TOSEC; r United Kingdom; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(CH)(de-fr).adf => Legend of TOSEC, The; nat The Legend of TOSEC; r Switzerland; l de|fr; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(JP-US).adf => Legend of TOSEC, The; nat The Legend of TOSEC; r Japan|USA; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(EU)(M3).adf => Legend of TOSEC, The; nat The Legend of TOSEC; r Europe; n 3; date 1986; pub Devstudio; t 1986|Devstudio|M3; x adf
    Legend of TOSEC, The (1986)(Devstudio)(SW).adf => Legend of TOSEC, The; nat The Legend of TOSEC; f shareware; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(SW-R).adf => Legend of TOSEC, The; nat The Legend of TOSEC; f shareware; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(PD).adf => Legend of TOSEC, The; nat The Legend of TOSEC; f public-domain; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)(beta).adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f beta; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(proto).adf => Legend of TOSEC, The; nat The Legend of TOSEC; f proto; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(preview).adf => Legend of TOSEC, The; nat The Legend of TOSEC; f preview; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(pre-release).adf => Legend of TOSEC, The; nat The Legend of TOSEC; f pre-release; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)(Disk 1 of 2).adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; d disk 1/2; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)(Disc 06 of 13).iso => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; d disc 6/13; date 1986; pub Devstudio; t 1986|Devstudio; x iso
    Legend of TOSEC, The (1986)(Devstudio)(Disk 1 of 2 Side A).d64 => Legend of TOSEC, The; nat The Legend of TOSEC; d disk 1/2 side=A; date 1986; pub Devstudio; t 1986|Devstudio; x d64
    Legend of TOSEC, The (1986)(Devstudio)(Tape 2 of 2 Side B).tap => Legend of TOSEC, The; nat The Legend of TOSEC; d tape 2/2 side=B; date 1986; pub Devstudio; t 1986|Devstudio; x tap
    Legend of TOSEC, The (1986)(Devstudio)(Side A).tap => Legend of TOSEC, The; nat The Legend of TOSEC; d side=A; date 1986; pub Devstudio; t 1986|Devstudio; x tap
    Legend of TOSEC, The (1986)(Devstudio)(Part 1 of 2).tap => Legend of TOSEC, The; nat The Legend of TOSEC; d part 1/2; date 1986; pub Devstudio; t 1986|Devstudio; x tap
    Legend of TOSEC, The (1986)(Devstudio)(File 3 of 4).bin => Legend of TOSEC, The; nat The Legend of TOSEC; d file 3/4; date 1986; pub Devstudio; t 1986|Devstudio; x bin
    Legend of TOSEC, The (1986)(Devstudio)(US)(Disk 3 of 4)(Character Disk).adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; d disk 3/4; date 1986; pub Devstudio; t 1986|Devstudio|Character Disk; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)(Program).adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; date 1986; pub Devstudio; t 1986|Devstudio|Program; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[a].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f alternate; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[a2][b].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f alternate|bad; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[cr].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f cracked; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[cr PDX].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f cracked; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[f NTSC].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f fixed; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[h Fr].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f hack; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[m bootblock].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f modified; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[p][t +3].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f pirate|trainer; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[t +3a Cybertech].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f trainer; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[tr fr].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; l fr; f translation; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[tr de-partial someguy].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; l de; f translation; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[o][u][v Ghostbusters][b corrupt file].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f overdump|underdump|virus|bad; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)(US)[!].adf => Legend of TOSEC, The; nat The Legend of TOSEC; r USA; f verified; date 1986; pub Devstudio; t 1986|Devstudio; x adf
    Legend of TOSEC, The (1986)(Devstudio)[req TRS-DOS][docs].dsk => Legend of TOSEC, The; nat The Legend of TOSEC; date 1986; pub Devstudio; t 1986|Devstudio|req TRS-DOS|docs; x dsk
    Legend of TOSEC, The (1986)(Devstudio)[SF2TURBO.BIN].dsk => Legend of TOSEC, The; nat The Legend of TOSEC; date 1986; pub Devstudio; t 1986|Devstudio|SF2TURBO.BIN; x dsk
    F1 World Grand Prix for Dreamcast v1.011 (1999)(Video System)(JP)(en)[!].gdi => F1 World Grand Prix for Dreamcast; r Japan; l en; v 1.011; f verified; date 1999; pub Video System; t 1999|Video System; x gdi
    Grand Prix 500 2 (1990)(Microids)(FR)(Disk 1 of 2)[cr].adf => Grand Prix 500 2; r France; d disk 1/2; f cracked; date 1990; pub Microids; t 1990|Microids; x adf
    Buck Rogers - Countdown to Doomsday v1.0 (1991)(SSI)(Disk 1 of 3)[cr2][FD installed].adf => Buck Rogers - Countdown to Doomsday; v 1.0; d disk 1/3; f cracked; date 1991; pub SSI; t 1991|SSI|FD installed; x adf
    Dungeon Master (1987)(FTL)[cr 42-Crew].st => Dungeon Master; f cracked; date 1987; pub FTL; t 1987|FTL; x st
    221B Baker Street (1986)(Datasoft)(Side B)[cr Digital Gang].d64 => 221B Baker Street; d side=B; f cracked; date 1986; pub Datasoft; t 1986|Datasoft; x d64
    1942 (1985)(Capcom)(US).zip => 1942; r USA; date 1985; pub Capcom; t 1985|Capcom; x zip
    4x4 Off-Road Racing (1988)(Epyx)(Disk 1 of 2).adf => 4x4 Off-Road Racing; d disk 1/2; date 1988; pub Epyx; t 1988|Epyx; x adf
    Edge Grinder (2011)(Edge, The).d64 => Edge Grinder; date 2011; pub Edge, The; t 2011|Edge, The; x d64
    """#)
}
