/// Files whose titles are nearly those of other games, each held against that game alone where nothing else is said:
/// there is no better one that could show what is wrong.
enum MatchingStricterRows {
  static let shelves = MatchingShelf.table(
    #"""
    = years 1
    + 1 | Deer Shooter 2003 | psx | 2003
    ? Deer Shooter 3 (USA).bin | psx | -
    = years 2
    + 1 | Deer Shooter 2003 | psx | 2003
    ? Deer Shooter 3 (2003).bin | psx | -
    = years 3
    + 1 | Unreal Contest 2003 | psx | 2003
    ? Unreal Contest III (USA).bin | psx | -
    = years 4
    + 1 | Premier Boss 2002 | psx | 2002
    ? Premier Boss 2 (Europe).bin | psx | -
    = years 5
    + 1 | Cyber Racer 2020 | psx | 2020
    ? Cyber Racer 20 (USA).bin | psx | -
    = years 6
    + 1 | Cyber Racer 2020 | psx | 2020
    ? Cyber Racer XX (USA).bin | psx | -
    = years 7
    + 1 | Cyber Racer 2010 | psx | 2010
    ? Cyber Racer X (USA).bin | psx | -
    = years 8
    + 1 | Baseball 0 | psx | 1999
    ? Baseball 2000 (USA).bin | psx | -
    = years 9
    + 1 | Baseball 2000 | psx | 1999
    ? Baseball 0 (USA).bin | psx | -
    = years 10
    + 1 | LMA Manager | psx | 1999
    ? LMA Manager 2001 (Europe).bin | psx | -
    = years 11
    + 1 | LMA Manager 2001 | psx | 2000
    ? LMA Manager (Europe).bin | psx | -
    = years 12
    + 1 | Rugby Kings 2001 | psx | 2001
    ? Rugby Kings (Europe).bin | psx | -
    = years 13
    + 1 | Rugby Kings 2001 | psx | 2001
    ? Rugby Kings 1 (Europe).bin | psx | -
    = years 14
    + 1 | Rugby Kings 1 | psx | 2001
    ? Rugby Kings 2001 (Europe).bin | psx | -
    = years 15
    + 1 | Golf Masters 2012 | psx | 2012
    ? Golf Masters 12 (Europe).bin | psx | -
    = years 16
    + 1 | Golf Masters 05 | psx | 2005
    ? Golf Masters 5 (Europe).bin | psx | -
    = years 17
    + 1 | Golf Masters 5 | psx | 2005
    ? Golf Masters 2005 (Europe).bin | psx | -
    = years 18
    + 1 | Golf Masters 2005 | psx | 2005
    ? Golf Masters V (Europe).bin | psx | -
    = years 19
    + 1 | Golf Masters 2099 | psx | 1999
    ? Golf Masters 1999 (Europe).bin | psx | -
    = years 20
    + 1 | Agent 7 | psx | 1999
    ? Agent 007 (Europe).bin | psx | -
    = years 21
    + 1 | Turbo League 2009 | psx | 2009
    ? Turbo League 9 (USA).bin | psx | -
    = years 22
    + 1 | Turbo League '09 | psx | 2009
    ? Turbo League IX (USA).bin | psx | -
    = years 23
    + 1 | Golf Masters 2012 | psx | 2012
    ? Golf Masters '12 (Europe).bin | psx | 1
    = years 24
    + 1 | Golf Masters '03 | psx | 2003
    ? Golf Masters 2003 (Europe).bin | psx | 1
    = years 25
    + 1 | Golf Masters 2003 | psx | 2003
    ? Golf Masters 03 (Europe).bin | psx | 1
    = years 26
    + 1 | Golf Masters 1998 | psx | 1998
    ? Golf Masters 98 (Europe).bin | psx | 1
    = years 27
    + 1 | Golf Masters 1998 | psx | 1998
    ? Golf Masters '98 (Europe).bin | psx | 1
    = years 28
    + 1 | Golf Masters '00 | psx | 2000
    ? Golf Masters 2000 (Europe).bin | psx | 1
    = years 29
    + 1 | Golf Masters III | psx | 2003
    ? Golf Masters 3 (Europe).bin | psx | 1
    = years 30
    + 1 | Golf Masters Vol. 3 | psx | 2003
    ? Golf Masters Vol. 03 (Japan).bin | psx | 1
    = typos 1
    + 1 | Space Raiders | psx | 1998
    ? Space Riders (USA).bin | psx | -
    = typos 2
    + 1 | Space Riders | psx | 1998
    ? Space Raiders (1998).bin | psx | -
    = typos 3
    + 1 | Monster Tracks | psx | 1998
    ? Monster Trucks (USA).bin | psx | -
    = typos 4
    + 1 | Winter Gates | psx | 1998
    ? Winter Games (USA).bin | psx | -
    = typos 5
    + 1 | Super Rackets | psx | 1998
    ? Super Rockets (USA).bin | psx | -
    = typos 6
    + 1 | Battle Planets | psx | 1998
    ? Battle Plants (USA).bin | psx | -
    = typos 7
    + 1 | Battle Planets | psx | 1998
    ? Battle Plants (1998).bin | psx | -
    = typos 8
    + 1 | Deep Drivers | psx | 1998
    ? Deep Divers (USA).bin | psx | -
    = typos 9
    + 1 | Wild Houses | psx | 1998
    ? Wild Horses (1998).bin | psx | -
    = typos 10
    + 1 | Crazy Carts | psx | 1998
    ? Crazy Cards (USA).bin | psx | -
    = typos 11
    + 1 | Dessert Racers | psx | 1998
    ? Desert Racers (1998).bin | psx | -
    = typos 12
    + 1 | Dessert Racers | psx | 1998
    ? Desert Racers (USA).bin | psx | -
    = typos 13
    + 1 | Happy Hopping Rabbit | psx | 1998
    ? Happy Hoping Rabbit (1998).bin | psx | -
    = typos 14
    + 1 | Speedy Scrapping Crew | psx | 1998
    ? Speedy Scraping Crew (USA).bin | psx | -
    = typos 15
    + 1 | Forest Trials | psx | 1998
    ? Forest Trails (1998).bin | psx | -
    = typos 16
    + 1 | Secret Angles | psx | 1998
    ? Secret Angels (1998).bin | psx | -
    = typos 17
    + 1 | Kingdom Planers | psx | 1998
    ? Kingdom Planners (USA).bin | psx | -
    = typos 18
    + 1 | Scared Temples | psx | 1998
    ? Sacred Temples (1998).bin | psx | -
    = typos 19
    + 1 | Magic Towels | psx | 1998
    ? Magic Towers (1998).bin | psx | -
    = typos 20
    + 1 | Faming Season | psx | 1998
    ? Farming Season (USA).bin | psx | -
    = typos 21
    + 1 | Garden Battles | psx | 1998
    ? Garden Bottles (USA).bin | psx | -
    = typos 22
    + 1 | Silver Bullets | psx | 1998
    ? Sliver Bullets (1998).bin | psx | -
    = typos 23
    + 1 | Flying Barrens | psx | 1998
    ? Flying Barons (1998).bin | psx | -
    = typos 24
    + 1 | Lost Petrol Boats | psx | 1998
    ? Lost Patrol Boats (USA).bin | psx | -
    = typos 25
    + 1 | Endless Needless | psx | 1998
    ? Endless Needles (1998).bin | psx | -
    = typos 26
    + 1 | Calvary Heroes | psx | 1998
    ? Cavalry Heroes (1998).bin | psx | -
    = typos 27
    + 1 | Expedition Heroes | psx | 1998
    ? Expeditoin Heroes (USA).bin | psx | -
    = typos 28
    + 1 | Millennium Warriors | psx | 1998
    ? Millenium Warriors (USA).bin | psx | 1
    = typos 29
    + 1 | Cygnus Expedition | psx | 1998
    ? Cygnus Expeditoin (1998).bin | psx | 1
    = typos 30
    + 1 | Castlevanos Returns | psx | 1998
    ? Castelvanos Returns (1998).bin | psx | 1
    = typos 31
    + 1 | Zarathos Legends | psx | 1998
    ? Zarrathos Legends (1998).bin | psx | 1
    = typos 32
    + 1 | Canon Rangerz | psx | 1998
    ? Cannon Rangerz (1998).bin | psx | 1
    = typos 33
    + 1 | Barbarian Quest | psx | 1998
    ? Barbarain Quest (1998).bin | psx | 1
    = weak 1
    + 1 | Rogue | psx | 1998
    ? Rogue One (USA).bin | psx | -
    = weak 2
    + 1 | Air Force | psx | 1998
    ? Air Force One (USA).bin | psx | -
    = weak 3
    + 1 | Player | psx | 1998
    ? Player One (USA).bin | psx | -
    = weak 4
    + 1 | Capital | psx | 1998
    ? Capital First (USA).bin | psx | -
    = weak 5
    + 1 | Racer X | psx | 1998
    ? Racer 10 (USA).bin | psx | -
    = weak 6
    + 1 | Racer 10 | psx | 1998
    ? Racer X (USA).bin | psx | -
    = weak 7
    + 1 | Racer X | psx | 1998
    ? Racer Ten (USA).bin | psx | -
    = weak 8
    + 1 | China Quest | psx | 1998
    ? Tina Quest (USA).bin | psx | -
    = weak 9
    + 1 | China Quest | psx | 1998
    ? Tina Quest (Japan).bin | psx | -
    = weak 10
    + 1 | Space Rom | psx | 1998
    ? Space Room (USA).bin | psx | -
    = weak 11
    + 1 | Space Rom | psx | 1998
    ? Space Room (Japan).bin | psx | -
    = weak 12
    + 1 | Mon Hero | psx | 1998
    ? Moon Hero (Japan).bin | psx | -
    = weak 13
    + 1 | Fugo Adventure | psx | 1998
    ? Hugo Adventure (Europe).bin | psx | -
    = weak 14
    + 1 | Conbo Fighters | psx | 1998
    ? Combo Fighters (USA).bin | psx | -
    = weak 15
    + 1 | Tsuna Fishing | psx | 1998
    ? Tuna Fishing (USA).bin | psx | -
    = weak 16
    + 1 | The Gust House | psx | 1998
    ? The Guest House (USA).bin | psx | -
    = weak 17
    + 1 | The Guest House | psx | 1998
    ? The Gust House (USA).bin | psx | -
    = weak 18
    + 1 | Blu Poms | psx | 1998
    ? Blue Poems (USA).bin | psx | -
    = weak 19
    + 1 | Class Racing | psx | 1998
    ? Class A Racing (USA).bin | psx | -
    = weak 20
    + 1 | Class A Racing | psx | 1998
    ? Class Racing (USA).bin | psx | -
    = weak 21
    + 1 | Generation - Battle | psx | 1998
    ? Generation Y - Battle (USA).bin | psx | -
    = weak 22
    + 1 | Generation Battle | psx | 1998
    ? Generation Y Battle (USA).bin | psx | -
    = weak 23
    + 1 | Escape Room | psx | 1998
    ? Escape the Room (USA).bin | psx | -
    = weak 24
    + 1 | Jump Run | psx | 1998
    ? Jump Et Run (USA).bin | psx | -
    = weak 25
    + 1 | Doomed - Trying | psx | 1998
    ? Doomed - Die Trying (USA).bin | psx | -
    = weak 26
    + 1 | Cops - Nights | psx | 1998
    ? Cops - LA Nights (USA).bin | psx | -
    = weak 27
    + 1 | Prince of Persa (2008) | psx | 2008
    ? Prince of Persa (USA).bin | psx | -
    = weak 28
    + 1 | Prince of Persa (2008) | psx | 2008
    ? Prince of Persa (1990).bin | psx | -
    = weak 29
    + 1 | Space Trek (VGA Remake) | psx | 1998
    ? Space Trek (USA).bin | psx | -
    = weak 30
    + 1 | Pinball | psx | 1998
    ? Marvel Pinball (USA).bin | psx | -
    = weak 31
    + 1 | Marvel Pinball | psx | 1998
    ? Pinball (USA).bin | psx | -
    = weak 32
    + 1 | Golf | psx | 1998
    ? Disney's Golf (USA).bin | psx | -
    = weak 33
    + 1 | Dance Party | psx | 1998
    ? Disney's Dance Party (USA).bin | psx | -
    = weak 34
    + 1 | Party Blast Racing | psx | 1998
    ? Nickelodeon Party Blast Racing (USA).bin | psx | -
    = weak 35
    + 1 | Super Heroes | psx | 1998
    ? Marvel Super Heroes (USA).bin | psx | -
    = weak 36
    + 1 | Prince of Persa (2008) | psx | 2008
    ? Prince of Persa (2008).bin | psx | 1
    = weak 37
    + 1 | Racer X | psx | 1998
    ? Racer 10 (1998).bin | psx | 1
    = weak 38
    + 1 | Das Grosse Rennen | psx | 1998
    ? Das Große Rennen (Germany).bin | psx | 1
    = weak 39
    + 1 | München Bär | psx | 1998
    ? Muenchen Baer (Germany).bin | psx | 1
    = weak 40
    + 1 | Muenchen Baer | psx | 1998
    ? München Bär (Germany).bin | psx | 1
    = weak 41
    + 1 | Gespenst & Hexe | psx | 1998
    ? Gespenst und Hexe (Germany).bin | psx | 1
    = weak 42
    + 1 | Pedro & Paco | psx | 1998
    ? Pedro y Paco (Spain).bin | psx | 1
    = weak 43
    + 1 | Return to Castle | psx | 1998
    ? Return to the Castle (USA).bin | psx | 1
    = weak 44
    + 1 | Ghost Brigade | psx | 1998
    ? Tom Clancy's Ghost Brigade (USA).bin | psx | 1
    = weak 45
    + 1 | Magical Tiny Circus | psx | 1998
    ? Disney's Magical Tiny Circus (USA).bin | psx | 1
    = weak 46
    + 1 | Gakko no Yosei | psx | 1998
    ? Gakkou no Yousei (Japan).bin | psx | 1
    = weak 47
    + 1 | Kyuketsuki Densetsu | psx | 1998
    ? Kyuuketsuki Densetsu (Japan).bin | psx | 1
    = weak 48
    + 1 | 1081° Avalanche | psx | 1998
    ? 1081 Avalanche (USA).bin | psx | 1
    = weak 49
    + 1 | Wizardrol 5: Heart of Stone | psx | 1998
    ? Wizardrol V - Heart of Stone (USA).bin | psx | 1
    = weak 50
    + 1 | Wizardrol 10: Heart of Stone | psx | 1998
    ? Wizardrol X - Heart of Stone (USA).bin | psx | 1
    = weak 51
    + 1 | 7 | psx | 1998
    ? Seven (USA).bin | psx | -
    = weak 52
    + 1 | The Sampsons: The Game | psx | 2007
    ? Sampsons, The (USA).bin | psx | -
    = weak 53
    + 1 | The Sampsons: The Game | psx | 2007
    ? Sampsons, The (2007).bin | psx | 1
    = weak 54
    + 1 | The Sampsons: The Video Game | psx | 2007
    ? Sampsons, The (USA).bin | psx | 1
    = weak 55
    + 1 | Fantastico 4 | psx | 1998
    ? Fantastico Four (USA).bin | psx | 1
    = weak 56
    + 1 | Road Basher 3 | psx | 1998
    ? Road Basher 3D (USA).bin | psx | -
    = weak 57
    + 1 | Racer V | psx | 1998
    ? Racer 5 (USA).bin | psx | 1
    = weak 58
    + 1 | Snow 360 Degrees | psx | 1998
    ? Snow 360 (USA).bin | psx | -
    = weak 59
    + 1 | Cube³ | psx | 1998
    ? Cube 3 (USA).bin | psx | 1
    = weak 60
    + 1 | Mario Gang 2 | psx | 1998
    ? Mario Gang Two (USA).bin | psx | 1
    = weak 61
    + 1 | Mario Gang | psx | 1998
    ? Mario Gang 1 (USA).bin | psx | 1
    = editions
    + 1 | Tetriz | psx | 1996
    + 2 | Tetriz: Special Edition | psx | 1997
    + 3 | Robotik | psx | 1996
    + 4 | Vortexa | psx | 1996
    + 5 | Vortexa - Gold Edition | psx | 1997 | bundle
    ? Tetriz (USA).bin | psx | 1
    ? Tetriz (USA) (Special Edition).bin | psx | 2
    ? Tetriz - Special Edition (USA).bin | psx | 2
    ? Robotik (USA) (Special Edition).bin | psx | 3
    ? Vortexa (USA) (Gold Edition).bin | psx | 5
    ? Vortexa (USA).bin | psx | 4
    = two titles
    + 1 | Gothica | psx | 1996
    + 2 | Gothica: Song of Night | psx | 1998
    + 3 | Mondo Racer | psx | 1996
    + 4 | Kaze no Kuni | psx | 1997 | main | us= Windland
    + 5 | Nordwind | psx | 1999
    ? Gothica ~ Song of Night (World).bin | psx | 2
    ? Gothica (World).bin | psx | 1
    ? Mondo Racer ~ Revenge (World).bin | psx | -
    ? Mondo Racer ~ Revenge (1999).bin | psx | -
    ? Kaze no Kuni ~ Windland (World).bin | psx | 4
    ? Nordwind ~ Kita no Kaze (1999).bin | psx | 5
    ? Gothica ~ Nordwind (World).bin | psx | -
    = one title in two regions
    + 1 | Super Brios. 2 | psx | 1996
    + 2 | Super Brios.: Lost Stages | psx | 1996 | main | jp~ Super Brios. 2
    + 3 | Super Wario 2 | psx | 1996
    + 4 | Super Wario: Lost Stages | psx | 1996 | main | jp= Super Wario 2
    ? Super Brios. 2 (Japan).bin | psx | 2
    ? Super Brios. 2 (USA).bin | psx | 1
    ? Super Brios. 2.bin | psx | 1
    ? Super Wario 2 (Japan).bin | psx | 4
    ? Super Wario 2 (USA).bin | psx | 3
    = two games of a title, of which one has a title in its own letters
    + 1 | Tetriz | psx | 1996 | main | jp~ テトリズ
    + 2 | Tetriz | psx | 1997
    ? Tetriz (Japan).bin | psx | -
    ? テトリズ (Japan).bin | psx | 1
    = a title of another region alone
    + 1 | Super Brios.: Lost Stages | psx | 1996 | main | jp~ Super Brios. 2
    ? Super Brios. 2 (USA).bin | psx | -
    ? Super Brios. 2 (Japan).bin | psx | 1
    """#)
}
