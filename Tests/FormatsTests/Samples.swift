/// Files as programs write them.
enum Samples {
  static let esDE = """
    <?xml version="1.0"?>
    <alternativeEmulator>
    \t<label>Sample Core (Standalone)</label>
    </alternativeEmulator>
    <gameList>
    \t<game>
    \t\t<path>./Robo Farm (USA).zip</path>
    \t\t<name>Robo Farm</name>
    \t\t<sortname>Farm, Robo</sortname>
    \t\t<collectionsortname>Farm</collectionsortname>
    \t\t<desc>Line one.

    Line three &amp; last.</desc>
    \t\t<rating>0.7</rating>
    \t\t<releasedate>19920315T000000</releasedate>
    \t\t<developer>Acme</developer>
    \t\t<publisher>Acme &lt;Games&gt;</publisher>
    \t\t<genre>Action</genre>
    \t\t<players>1-2</players>
    \t\t<favorite>true</favorite>
    \t\t<completed>true</completed>
    \t\t<kidgame>false</kidgame>
    \t\t<hidemetadata>true</hidemetadata>
    \t\t<playcount>12</playcount>
    \t\t<altemulator>Other Core</altemulator>
    \t\t<lastplayed>20240131T201500</lastplayed>
    \t\t<playtime>7434</playtime>
    \t</game>
    \t<game>
    \t\t<path>./USA/Sky Taxi.m3u</path>
    \t\t<name>Sky Taxi</name>
    \t</game>
    \t<folder>
    \t\t<path>./USA</path>
    \t\t<name>United States</name>
    \t\t<folderlink>./USA/Sky Taxi.m3u</folderlink>
    \t</folder>
    </gameList>

    """

  static let batocera = """
    <?xml version="1.0"?>
    <gameList>
    \t<game id="12345" source="ScreenScraper">
    \t\t<path>./Robo Farm (USA).zip</path>
    \t\t<name>Robo Farm</name>
    \t\t<desc>A farm.</desc>
    \t\t<image>./images/Robo Farm (USA)-image.png</image>
    \t\t<video>./videos/Robo Farm (USA)-video.mp4</video>
    \t\t<marquee>./images/Robo Farm (USA)-marquee.png</marquee>
    \t\t<thumbnail>./images/Robo Farm (USA)-thumb.png</thumbnail>
    \t\t<fanart>./images/Robo Farm (USA)-fanart.jpg</fanart>
    \t\t<titleshot>./images/Robo Farm (USA)-titleshot.png</titleshot>
    \t\t<manual>./manuals/Robo Farm (USA)-manual.pdf</manual>
    \t\t<magazine>./magazines/Robo Farm (USA)-magazine.pdf</magazine>
    \t\t<map>./images/Robo Farm (USA)-map.png</map>
    \t\t<bezel>./images/Robo Farm (USA)-bezel.png</bezel>
    \t\t<cartridge>./images/Robo Farm (USA)-cartridge.png</cartridge>
    \t\t<boxback>./images/Robo Farm (USA)-boxback.png</boxback>
    \t\t<rating>0.85</rating>
    \t\t<family>Robo</family>
    \t\t<favorite>true</favorite>
    \t\t<playcount>12</playcount>
    \t\t<lastplayed>20240131T201500</lastplayed>
    \t\t<crc32>0A1B2C3D</crc32>
    \t\t<md5>0123456789abcdef0123456789abcdef</md5>
    \t\t<gametime>7434</gametime>
    \t\t<lang>en</lang>
    \t\t<region>us</region>
    \t\t<cheevosHash>0123456789abcdef0123456789abcdef</cheevosHash>
    \t\t<cheevosId>42</cheevosId>
    \t\t<scrap name="ScreenScraper" date="20240115T120000" />
    \t\t<scrap name="IGDB" date="20240116T120000" />
    \t</game>
    </gameList>

    """

  static let retroPie = """
    <?xml version="1.0"?>
    <gameList>
    \t<game>
    \t\t<path>./Robo Farm (USA).zip</path>
    \t\t<name>Robo Farm</name>
    \t\t<image>./media/mixrbv2/Robo Farm (USA).png</image>
    \t\t<marquee>./media/wheel/Robo Farm (USA).png</marquee>
    \t\t<releasedate>19920315T000000</releasedate>
    \t\t<favorite>true</favorite>
    \t\t<playcount>12</playcount>
    \t\t<lastplayed>20240131T201500</lastplayed>
    \t</game>
    \t<folder>
    \t\t<path>./hacks</path>
    \t\t<name>Hacks</name>
    \t</folder>
    </gameList>

    """

  static let playlist = """
    {
      "version": "1.5",
      "default_core_path": "/ra/cores/sample_libretro.so",
      "default_core_name": "Sample (Core)",
      "base_content_directory": "/roms",
      "label_display_mode": 0,
      "thumbnail_match_mode": 0,
      "scan_file_exts": "zip bin",
      "scan_search_recursively": true,
      "items": [
        {
          "path": "/roms/sample/Robo Farm (USA).zip#Robo Farm (USA).bin",
          "label": "Robo Farm (USA)",
          "core_path": "DETECT",
          "core_name": "DETECT",
          "crc32": "0A1B2C3D|crc",
          "db_name": "Sample System.lpl"
        },
        {
          "path": "/roms/sample/Sky Taxi (Japan) (Disc 1).cue",
          "label": "Sky Taxi (Japan) (Disc 1)",
          "core_path": "/ra/cores/sample_libretro.so",
          "core_name": "Sample (Core)",
          "crc32": "SMPL-00001|serial",
          "db_name": "Sample System.lpl",
          "entry_slot": 1
        }
      ]
    }

    """

  static let oldPlaylist = """
    /roms/sample/Robo Farm (USA).zip
    Robo Farm (USA)
    DETECT
    DETECT
    0A1B2C3D|crc
    Sample System.lpl
    /roms/sample/Sky Taxi.nes
    Sky Taxi
    DETECT
    DETECT
    DETECT
    Sample System.lpl
    default_core_path = ""
    default_core_name = ""
    label_display_mode = "0"
    thumbnail_mode = "0|0"
    sort_mode = "0"

    """
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
