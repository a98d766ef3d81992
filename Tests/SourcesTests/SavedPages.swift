/// What real servers answered for one folder: `sub`, an archive of one byte, a file of 11,003 bytes with a name that
/// every server cuts short in its own way, and one of 5 GiB and 12,345 bytes that is of 2001.
enum SavedPages {
  /// nginx 1.22.1.
  static let nginx = #"""
    <html>
    <head><title>Index of /</title></head>
    <body>
    <h1>Index of /</h1><hr><pre><a href="../">../</a>
    <a href="sub/">sub/</a>                                               22-Nov-2026 13:28                   -
    <a href="A%20%26%20B%20%28USA%29%20%5B%21%5D.zip">A &amp; B (USA) [!].zip</a>                                22-Nov-2026 13:28                   1
    <a href="Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20%28Europe%29%20%28En%2CFr%2CDe%29.sfc">Some Very Long Game Title That Every Server Cut..&gt;</a> 22-Nov-2026 13:28               11003
    <a href="big.iso">big.iso</a>                                            09-Sep-2001 01:46          5368721465
    </pre><hr></body>
    </html>
    """#

  /// nginx 1.22.1 with `autoindex_exact_size off`.
  static let nginxRounded = #"""
    <html>
    <head><title>Index of /h/</title></head>
    <body>
    <h1>Index of /h/</h1><hr><pre><a href="../">../</a>
    <a href="sub/">sub/</a>                                               22-Nov-2026 13:28       -
    <a href="A%20%26%20B%20%28USA%29%20%5B%21%5D.zip">A &amp; B (USA) [!].zip</a>                                22-Nov-2026 13:28       1
    <a href="Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20%28Europe%29%20%28En%2CFr%2CDe%29.sfc">Some Very Long Game Title That Every Server Cut..&gt;</a> 22-Nov-2026 13:28     11K
    <a href="big.iso">big.iso</a>                                            09-Sep-2001 01:46      5G
    </pre><hr></body>
    </html>
    """#

  /// nginx 1.22.1 with `autoindex_format json`.
  static let nginxJSON = #"""
    [
    { "name":"sub", "type":"directory", "mtime":"Sun, 22 Nov 2026 13:28:52 GMT" },
    { "name":"A & B (USA) [!].zip", "type":"file", "mtime":"Sun, 22 Nov 2026 13:28:52 GMT", "size":1 },
    { "name":"Some Very Long Game Title That Every Server Cuts Short In Its Own Way (Europe) (En,Fr,De).sfc", "type":"file", "mtime":"Sun, 22 Nov 2026 13:28:52 GMT", "size":11003 },
    { "name":"big.iso", "type":"file", "mtime":"Sun, 09 Sep 2001 01:46:40 GMT", "size":5368721465 }
    ]
    """#

  /// nginx 1.22.1 with `autoindex_format xml`.
  static let nginxXML = #"""
    <?xml version="1.0"?>
    <list>
    <directory mtime="2026-11-22T13:28:52Z">sub</directory>
    <file mtime="2026-11-22T13:28:52Z" size="1">A &amp; B (USA) [!].zip</file>
    <file mtime="2026-11-22T13:28:52Z" size="11003">Some Very Long Game Title That Every Server Cuts Short In Its Own Way (Europe) (En,Fr,De).sfc</file>
    <file mtime="2001-09-09T01:46:40Z" size="5368721465">big.iso</file>
    </list>
    """#

  /// Apache 2.4 without `FancyIndexing`.
  static let apachePlain = #"""
    <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
    <html>
     <head>
      <title>Index of /plain</title>
     </head>
     <body>
    <h1>Index of /plain</h1>
    <ul><li><a href="/"> Parent Directory</a></li>
    <li><a href="A%20&amp;%20B%20(USA)%20%5b!%5d.zip"> A &amp; B (USA) [!].zip</a></li>
    <li><a href="Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20(Europe)%20(En,Fr,De).sfc"> Some Very Long Game Title That Every Server Cuts Short In Its Own Way (Europe) (En,Fr,De).sfc</a></li>
    <li><a href="big.iso"> big.iso</a></li>
    <li><a href="sub/"> sub/</a></li>
    </ul>
    </body></html>
    """#

  /// Apache 2.4 with `FancyIndexing`.
  static let apacheFancy = #"""
    <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
    <html>
     <head>
      <title>Index of /fancy</title>
     </head>
     <body>
    <h1>Index of /fancy</h1>
    <pre>      <a href="?C=N;O=D">Name</a>                    <a href="?C=M;O=A">Last modified</a>      <a href="?C=S;O=A">Size</a>  <a href="?C=D;O=A">Description</a><hr>      <a href="/">Parent Directory</a>                             -
          <a href="A%20&amp;%20B%20(USA)%20%5b!%5d.zip">A &amp; B (USA) [!].zip</a>     2026-11-22 13:28    1
          <a href="Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20(Europe)%20(En,Fr,De).sfc">Some Very Long Game ..&gt;</a> 2026-11-22 13:28   11K
          <a href="big.iso">big.iso</a>                 2001-09-09 01:46  5.0G
          <a href="sub/">sub/</a>                    2026-11-22 13:28    -
    <hr></pre>
    </body></html>
    """#

  /// Apache 2.4 with `FancyIndexing IconsAreLinks FoldersFirst`.
  static let apacheIcons = #"""
    <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
    <html>
     <head>
      <title>Index of /wide</title>
     </head>
     <body>
    <h1>Index of /wide</h1>
    <pre>      <a href="?C=N;O=D">Name</a>                                                                                          <a href="?C=M;O=A">Last modified</a>      <a href="?C=S;O=A">Size</a>  <a href="?C=D;O=A">Description</a><hr><a href="/"><img src="/icons/unknown.png" alt="[PARENTDIR]"></a> <a href="/">Parent Directory</a>                                                                                                   -
    <a href="sub/"><img src="/icons/unknown.png" alt="[DIR]"></a> <a href="sub/">sub/</a>                                                                                          2026-11-22 13:28    -
    <a href="A%20&amp;%20B%20(USA)%20%5b!%5d.zip"><img src="/icons/unknown.png" alt="[   ]"></a> <a href="A%20&amp;%20B%20(USA)%20%5b!%5d.zip">A &amp; B (USA) [!].zip</a>                                                                           2026-11-22 13:28    1
    <a href="Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20(Europe)%20(En,Fr,De).sfc"><img src="/icons/unknown.png" alt="[   ]"></a> <a href="Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20(Europe)%20(En,Fr,De).sfc">Some Very Long Game Title That Every Server Cuts Short In Its Own Way (Europe) (En,Fr,De).sfc</a> 2026-11-22 13:28   11K
    <a href="big.iso"><img src="/icons/unknown.png" alt="[   ]"></a> <a href="big.iso">big.iso</a>                                                                                       2001-09-09 01:46  5.0G
    <hr></pre>
    </body></html>
    """#

  /// Apache 2.4 with `HTMLTable`.
  static let apacheTable = #"""
    <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
    <html>
     <head>
      <title>Index of /table</title>
     </head>
     <body>
    <h1>Index of /table</h1>
      <table>
       <tr><th valign="top">&nbsp;</th><th><a href="?C=N;O=D">Name</a></th><th><a href="?C=M;O=A">Last modified</a></th><th><a href="?C=S;O=A">Size</a></th><th><a href="?C=D;O=A">Description</a></th></tr>
       <tr><th colspan="5"><hr></th></tr>
    <tr><td valign="top"><img src="/icons/unknown.png" alt="[PARENTDIR]"></td><td><a href="/">Parent Directory</a>       </td><td>&nbsp;</td><td align="right">  - </td><td>&nbsp;</td></tr>
    <tr><td valign="top"><img src="/icons/unknown.png" alt="[   ]"></td><td><a href="A%20&amp;%20B%20(USA)%20%5b!%5d.zip">A &amp; B (USA) [!].zip</a>    </td><td align="right">2026-11-22 13:28  </td><td align="right">  1 </td><td>&nbsp;</td></tr>
    <tr><td valign="top"><img src="/icons/unknown.png" alt="[   ]"></td><td><a href="Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20(Europe)%20(En,Fr,De).sfc">Some Very Long Game ..&gt;</a></td><td align="right">2026-11-22 13:28  </td><td align="right"> 11K</td><td>&nbsp;</td></tr>
    <tr><td valign="top"><img src="/icons/unknown.png" alt="[   ]"></td><td><a href="big.iso">big.iso</a>                </td><td align="right">2001-09-09 01:46  </td><td align="right">5.0G</td><td>&nbsp;</td></tr>
    <tr><td valign="top"><img src="/icons/unknown.png" alt="[DIR]"></td><td><a href="sub/">sub/</a>                   </td><td align="right">2026-11-22 13:28  </td><td align="right">  - </td><td>&nbsp;</td></tr>
       <tr><th colspan="5"><hr></th></tr>
    </table>
    </body></html>
    """#

  /// Apache 2.4 with `HTMLTable XHTML SuppressColumnSorting`.
  static let apacheXHTML = #"""
    <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
    "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
    <html xmlns="http://www.w3.org/1999/xhtml">
     <head>
      <title>Index of /xhtml</title>
     </head>
     <body>
    <h1>Index of /xhtml</h1>
      <table>
       <tr><th valign="top">&nbsp;</th><th>Name</th><th>Last modified</th><th>Size</th><th>Description</th></tr>
       <tr><th colspan="5"><hr /></th></tr>
    <tr><td valign="top">&nbsp;</td><td><a href="/">Parent Directory</a></td><td>&nbsp;</td><td align="right">  - </td><td>&nbsp;</td></tr>
    <tr><td valign="top">&nbsp;</td><td><a href="A%20&amp;%20B%20(USA)%20%5b!%5d.zip">A &amp; B (USA) [!].zip</a></td><td align="right">2026-11-22 13:28  </td><td align="right">  1 </td><td>&nbsp;</td></tr>
    <tr><td valign="top">&nbsp;</td><td><a href="Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20(Europe)%20(En,Fr,De).sfc">Some Very Long Game Title That Every Server Cuts Short In Its Own Way (Europe) (En,Fr,De).sfc</a></td><td align="right">2026-11-22 13:28  </td><td align="right"> 11K</td><td>&nbsp;</td></tr>
    <tr><td valign="top">&nbsp;</td><td><a href="big.iso">big.iso</a></td><td align="right">2001-09-09 01:46  </td><td align="right">5.0G</td><td>&nbsp;</td></tr>
    <tr><td valign="top">&nbsp;</td><td><a href="sub/">sub/</a></td><td align="right">2026-11-22 13:28  </td><td align="right">  - </td><td>&nbsp;</td></tr>
       <tr><th colspan="5"><hr /></th></tr>
    </table>
    </body></html>
    """#

  /// lighttpd 1.4.69, with less of its style and script.
  static let lighttpd = #"""
    <!DOCTYPE html>
    <html>
    <head>
    <meta charset="utf-8">
    <title>Index of /</title>
    </head>
    <body>
    <h2>Index of /</h2>
    <div class="list">
    <table summary="Directory Listing" cellpadding="0" cellspacing="0">
    <thead><tr><th class="n">Name</th><th class="m">Last Modified</th><th class="s">Size</th><th class="t">Type</th></tr></thead>
    <tbody>
    <tr class="d"><td class="n"><a href="sub/">sub</a>/</td><td class="m">2026-Nov-22 13:28:52</td><td class="s">- &nbsp;</td><td class="t">Directory</td></tr>
    <tr><td class="n"><a href="A%20%26%20B%20(USA)%20%5B!%5D.zip">A &#x26; B (USA) [!].zip</a></td><td class="m">2026-Nov-22 13:28:52</td><td class="s">0.1K</td><td class="t">application/octet-stream</td></tr>
    <tr><td class="n"><a href="Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20(Europe)%20(En%2CFr%2CDe).sfc">Some Very Long Game Title That Every Server Cuts Short In Its Own Way (Europe) (En,Fr,De).sfc</a></td><td class="m">2026-Nov-22 13:28:52</td><td class="s">10.7K</td><td class="t">application/octet-stream</td></tr>
    <tr><td class="n"><a href="big.iso">big.iso</a></td><td class="m">2001-Sep-09 01:46:40</td><td class="s">5.0G</td><td class="t">application/octet-stream</td></tr>
    </tbody>
    </table>
    </div>
    <div class="foot">lighttpd/1.4.69</div>

    <script type="text/javascript">
    // <!--
    if (1 < 2) { click_column = "<a href=\"none\">"; }
    // -->
    </script>
    </body>
    </html>
    """#

  /// Caddy 2.6.2, with less of its drawings.
  static let caddy = #"""
    <!DOCTYPE html>
    <html>
    <head>
    <title>/</title>
    </head>
    <body>
        <header>
            <h1>
                <a href="">/</a>
            </h1>
        </header>
        <main>
            <div class="meta">
                <div id="summary">
                    <span class="meta-item"><b>1</b> directory</span>
                    <span class="meta-item"><b>3</b> files</span>
                    <span class="meta-item"><input type="text" placeholder="filter" id="filter" onkeyup='filter()'></span>
                </div>
            </div>
            <div class="listing">
                <table aria-describedby="summary">
                    <thead>
                        <tr>
                            <th></th>
                            <th>
                                <a href="?sort=namedirfirst&order=desc"
                                    class="icon"><svg width="1em" height=".5em" version="1.1"
                                        viewBox="0 0 12.922194 6.0358899">
                                        <use xlink:href="#up-arrow"></use>
                                    </svg></a>
                                <a
                                    href="?sort=name&order=asc">Name</a>
                            </th>
                            <th>
                                <a
                                    href="?sort=size&order=asc">Size</a>
                            </th>
                            <th class="hideable">
                                <a
                                    href="?sort=time&order=asc">Modified</a>
                            </th>
                            <th class="hideable"></th>
                        </tr>
                    </thead>
                    <tbody>
                        <tr class="file">
                            <td></td>
                            <td>
                                <a href="./sub/">
                                    <svg width="1.5em" height="1em" version="1.1" viewBox="0 0 317 259">
                                        <use xlink:href="#folder"></use>
                                    </svg>
                                    <span class="name">sub/</span>
                                </a>
                            </td>
                            <td data-order="-1">&mdash;</td>
                            <td class="hideable"><time datetime=" 2026-11-22T13:28:52Z">11/22/2026 01:28:52 PM +00:00</time></td>
                            <td class="hideable"></td>
                        </tr>
                        <tr class="file">
                            <td></td>
                            <td>
                                <a href="./A%20&amp;%20B%20%28USA%29%20%5B%21%5D.zip">
                                    <svg width="1.5em" height="1em" version="1.1" viewBox="0 0 265 323">
                                        <use xlink:href="#file"></use>
                                    </svg>
                                    <span class="name">A &amp; B (USA) [!].zip</span>
                                </a>
                            </td>
                            <td data-order="1">1 B</td>
                            <td class="hideable"><time datetime=" 2026-11-22T13:28:52Z">11/22/2026 01:28:52 PM +00:00</time></td>
                            <td class="hideable"></td>
                        </tr>
                        <tr class="file">
                            <td></td>
                            <td>
                                <a href="./big.iso">
                                    <svg width="1.5em" height="1em" version="1.1" viewBox="0 0 265 323">
                                        <use xlink:href="#file"></use>
                                    </svg>
                                    <span class="name">big.iso</span>
                                </a>
                            </td>
                            <td data-order="5368721465">5.0 GiB</td>
                            <td class="hideable"><time datetime=" 2001-09-09T01:46:40Z">09/09/2001 01:46:40 AM +00:00</time></td>
                            <td class="hideable"></td>
                        </tr>
                        <tr class="file">
                            <td></td>
                            <td>
                                <a href="./Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20%28Europe%29%20%28En,Fr,De%29.sfc">
                                    <svg width="1.5em" height="1em" version="1.1" viewBox="0 0 265 323">
                                        <use xlink:href="#file"></use>
                                    </svg>
                                    <span class="name">Some Very Long Game Title That Every Server Cuts Short In Its Own Way (Europe) (En,Fr,De).sfc</span>
                                </a>
                            </td>
                            <td data-order="11003">11 KiB</td>
                            <td class="hideable"><time datetime=" 2026-11-22T13:28:52Z">11/22/2026 01:28:52 PM +00:00</time></td>
                            <td class="hideable"></td>
                        </tr>
                    </tbody>
                </table>
            </div>
        </main>
    </body>
    </html>
    """#

  /// Caddy 2.6.2 to who accepts JSON.
  static let caddyJSON = #"""
    [{"name":"sub/","size":4096,"url":"./sub/","mod_time":"2026-11-22T13:28:52Z","mode":2147484141,"is_dir":true,"is_symlink":false},{"name":"A \u0026 B (USA) [!].zip","size":1,"url":"./A%20\u0026%20B%20%28USA%29%20%5B%21%5D.zip","mod_time":"2026-11-22T13:28:52Z","mode":420,"is_dir":false,"is_symlink":false},{"name":"big.iso","size":5368721465,"url":"./big.iso","mod_time":"2001-09-09T01:46:40Z","mode":420,"is_dir":false,"is_symlink":false},{"name":"Some Very Long Game Title That Every Server Cuts Short In Its Own Way (Europe) (En,Fr,De).sfc","size":11003,"url":"./Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20%28Europe%29%20%28En,Fr,De%29.sfc","mod_time":"2026-11-22T13:28:52Z","mode":420,"is_dir":false,"is_symlink":false}]
    """#

  /// Python's http.server.
  static let python = #"""
    <!DOCTYPE HTML>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <title>Directory listing for /</title>
    </head>
    <body>
    <h1>Directory listing for /</h1>
    <hr>
    <ul>
    <li><a href="A%20%26%20B%20%28USA%29%20%5B%21%5D.zip">A &amp; B (USA) [!].zip</a></li>
    <li><a href="big.iso">big.iso</a></li>
    <li><a href="Some%20Very%20Long%20Game%20Title%20That%20Every%20Server%20Cuts%20Short%20In%20Its%20Own%20Way%20%28Europe%29%20%28En%2CFr%2CDe%29.sfc">Some Very Long Game Title That Every Server Cuts Short In Its Own Way (Europe) (En,Fr,De).sfc</a></li>
    <li><a href="sub/">sub/</a></li>
    </ul>
    <hr>
    </body>
    </html>
    """#
}
