/**
 * How a document looks on paper and in the frame of a page: A4 with the margins, sizes and page numbers
 * of GB/T 9704 (156 × 225 mm of text, 22 lines of 28 characters), black on white, nothing loaded from
 * anywhere. Named fonts are those of government offices, then what other systems have for them.
 */
export const DOCUMENT_STYLE = `@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
@page :right { @bottom-right { content: "— " counter(page) " —"; font: 14pt SimSun, serif; vertical-align: top; padding: 6mm 14pt 0 0; } }
@page :left { @bottom-left { content: "— " counter(page) " —"; font: 14pt SimSun, serif; vertical-align: top; padding: 6mm 0 0 14pt; } }
body { font: 16pt/29pt FangSong_GB2312, FangSong, STFangsong, "FangSong SC", serif; color: #000; background: #fff;
  max-width: 156mm; margin: 0 auto; line-break: strict; }
.issuer { font: bold 30pt/44pt FZXiaoBiaoSong-B05S, STZhongsong, SimSun, "Songti SC", serif; text-align: center; color: #c00; }
.number { text-align: center; border-bottom: 1.5pt solid #c00; padding: 12pt 0 10pt; }
h1 { font: bold 22pt/34pt FZXiaoBiaoSong-B05S, STZhongsong, SimSun, "Songti SC", serif; text-align: center; margin: 24pt 0 18pt; }
p { text-indent: 2em; margin: 0; overflow-wrap: anywhere; orphans: 2; widows: 2; }
p.to { text-indent: 0; } h2 { font: normal 16pt/29pt SimHei, STHeiti, "Heiti SC", sans-serif; margin: 0; text-indent: 2em; break-after: avoid; }
.code { display: inline-block; text-indent: 0; }
table { border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 17pt; margin: 6pt 0; }
td, th { border: 0.75pt solid #000; padding: 3pt 5pt; text-align: left; vertical-align: middle; overflow-wrap: anywhere; font-weight: normal; }
thead { display: table-header-group; } tr, .end { break-inside: avoid; }
th { width: 8em; } .alerts { table-layout: fixed; font-size: 11pt; line-height: 16pt; } .alerts th { width: auto; }
.alerts .item { width: 11em; } .alerts .level { width: 3em; }
.form td, .form th { padding: 4pt 6pt; } .form .space { height: 11mm; } .form .day { white-space: pre; width: 10em; text-align: right; }
.form .hash { font: 9pt/13pt monospace; }
.signed { margin: 29pt 4em 0 0; text-align: right; } .signed > div { display: inline-block; text-align: center; }
.colophon { display: flex; justify-content: space-between; gap: 1em; margin-top: 29pt; padding: 3pt 14pt;
  font-size: 14pt; line-height: 22pt; border: solid #000; border-width: 1pt 0; }
.written { margin: 12pt 2em 0 0; text-align: right; }
@media screen { body { padding: 12mm 6mm; } }
@media print { body { max-width: none; } }`;
