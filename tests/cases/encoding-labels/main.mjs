const LABELS = [
  "utf8", "UTF-8", " utf-8 ", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be", "ucs-2", "latin1", "iso-8859-1", "ascii", "us-ascii",
  "windows-1252", "cp1252", "iso-8859-2", "iso-8859-15", "windows-1251", "koi8-r", "koi8-u", "ibm866", "macintosh", "gbk", "gb18030", "big5",
  "euc-jp", "shift_jis", "sjis", "iso-2022-jp", "euc-kr", "replacement", "utf-7", "utf-32", "", "x",
];
for (const label of LABELS) {
  try {
    console.log(JSON.stringify(label), new TextDecoder(label).encoding);
  } catch (error) {
    console.log(JSON.stringify(label), error.name, error.code, error.message);
  }
}
const decode = (label, ...bytes) => console.log(label, new TextDecoder(label).decode(new Uint8Array(bytes)));
decode("utf-16le", 0x61, 0, 0xac, 0x20, 0x3d, 0xd8, 0x00, 0xde);
decode("utf-16be", 0, 0x61, 0x20, 0xac, 0xd8, 0x3d, 0xde, 0x00);
decode("utf-16le", 0x61, 0, 0x3d, 0xd8);
decode("windows-1252", 0x80, 0xe9, 0x9f);
decode("windows-1251", 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2);
decode("koi8-r", 0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4);
decode("shift_jis", 0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd);
decode("euc-kr", 0xbe, 0xc8, 0xb3, 0xe7);
decode("gb18030", 0xc4, 0xe3, 0xba, 0xc3, 0x81, 0x30, 0x81, 0x30);
decode("big5", 0xa7, 0x41, 0xa6, 0x6e);
