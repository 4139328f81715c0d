#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes corpus/*.eml and corpus/expected.json: mails of every awkward kind, and what has to be read in them.

The expectations are written by hand here; nothing of them comes from the parser. Run it after a change and commit the
result. Own addresses of the tests: support@shop.test and hilfe@shop.test.
"""
import base64
import json
import pathlib
import quopri

OUT = pathlib.Path(__file__).parent / "corpus"
OURS = "018f5a2e-1111-7abc-8def-0123456789ab.souffleur@shop.test"
mails = []


def mail(name, raw, /, **expected):
    if isinstance(raw, str):
        raw = raw.encode("utf-8")
    expected.setdefault("event", "message")
    mails.append((name, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if expected.pop("crlf", True) else raw,
                  expected))


def head(subject="Frage", sender="Kim Muster <kim@kunde.test>", extra="", mid="m1@kunde.test", date=True):
    lines = []
    if sender is not None:
        lines.append("From: " + sender)
    lines.append("To: support@shop.test")
    if subject is not None:
        lines.append("Subject: " + subject)
    if mid is not None:
        lines.append("Message-ID: <" + mid + ">")
    if date:
        lines.append("Date: Mon, 17 Nov 2025 10:00:00 +0100")
    if extra:
        lines.append(extra)
    lines.append("MIME-Version: 1.0")
    return "\n".join(lines) + "\n"


def text(body, type_="text/plain; charset=utf-8", **kw):
    return head(**kw) + "Content-Type: " + type_ + "\n\n" + body


def binary(body, type_, cte=None, **kw):
    return (head(**kw) + "Content-Type: " + type_ + "\n" +
            ("Content-Transfer-Encoding: " + cte + "\n" if cte else "") + "\n").encode() + body


def multi(kind, parts, boundary="b1", **kw):
    out = head(**kw) + f"Content-Type: multipart/{kind}; boundary=\"{boundary}\"\n\n"
    out = out.encode()
    for part in parts:
        out += f"--{boundary}\n".encode() + (part if isinstance(part, bytes) else part.encode()) + b"\n"
    return out + f"--{boundary}--\n".encode()


def b64(data):
    return base64.encodebytes(data).decode()


PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n"
RE = dict(subject="Re: Frage", extra="In-Reply-To: <" + OURS + ">\nReferences: <" + OURS + ">")

# --- 1. plain text, headers ---------------------------------------------------------------------------------------
mail("plain", text("Wo ist mein Päckchen?"), text="Frage\n\nWo ist mein Päckchen?", sender="kim@kunde.test",
     name="Kim Muster", subject="Frage", nature="person")
mail("no-subject", text("Hallo", subject=None), text="Hallo", subject="")
mail("empty-subject", text("Hallo", subject=""), text="Hallo")
mail("no-date", text("Hallo", date=False), text="Frage\n\nHallo")
mail("bad-date", text("Hallo").replace("Mon, 17 Nov 2025 10:00:00 +0100", "gestern Abend"), text="Frage\n\nHallo")
mail("far-date", text("Hallo").replace("2025", "2099"), text="Frage\n\nHallo")
mail("year-1970", text("Hallo").replace("17 Nov 2025", "1 Jan 1970"), text="Frage\n\nHallo")
mail("no-message-id", text("Hallo", mid=None), text="Frage\n\nHallo", id_prefix="sha256:")
mail("bare-message-id", text("Hallo").replace("<m1@kunde.test>", "m1@kunde.test"), id_prefix="m1@kunde.test#")
mail("long-message-id", text("Hallo", mid="x" * 400 + "@kunde.test"), id_prefix="sha256:")
mail("no-mime-version", text("Grüße").replace("MIME-Version: 1.0\n", ""), text="Frage\n\nGrüße")
mail("no-content-type", head() + "\nHallo", text="Frage\n\nHallo")
mail("empty-body", head() + "\n", text="Frage")
mail("no-body-at-all", head(), text="Frage")
mail("empty-everything", head(subject=None) + "\n", text="", kind="unsupported")
mail("subject-in-body", text("Frage zu 12\nbitte", subject="Frage"), text="Frage zu 12\nbitte")
mail("lf-only", text("eins\nzwei").encode(), text="Frage\n\neins\nzwei", crlf=False)
mail("cr-only-body", text("eins\rzwei").encode(), text="Frage\n\neins\nzwei", crlf=False)
mail("folded-subject", text("x", subject="Eine lange\n Frage zum\n\tVersand"), subject="Eine lange Frage zum Versand")
mail("header-case", text("x").replace("Subject:", "sUBJECT:").replace("From:", "FROM:"), subject="Frage",
     sender="kim@kunde.test")
mail("mbox-from-line", "From kim@kunde.test Mon Nov 17 10:00:00 2025\n" + text("x"), sender="kim@kunde.test")
mail("nul-bytes", text("a\0b\0c"), text="Frage\n\nabc")
mail("control-characters", text("a\x07b\x1bc"), text="Frage\n\nabc")
mail("bom", text("\ufeffHallo"), text="Frage\n\nHallo")
mail("very-long-line", text("wort " * 4000), contains=["wort wort"])
mail("many-blank-lines", text("eins\n\n\n\nzwei"), contains=["eins", "zwei"])
mail("trailing-spaces", text("eins   \nzwei  "), text="Frage\n\neins\nzwei")

# --- 2. addresses --------------------------------------------------------------------------------------------------
mail("from-bare", text("x", sender="kim@kunde.test"), sender="kim@kunde.test", name="kim@kunde.test")
mail("from-comment", text("x", sender="kim@kunde.test (Kim Muster)"), sender="kim@kunde.test", name="Kim Muster")
mail("from-quoted", text("x", sender='"Muster, Kim" <kim@kunde.test>'), sender="kim@kunde.test", name="Muster, Kim")
mail("from-upper", text("x", sender="Kim <KIM@Kunde.TEST>"), sender="kim@kunde.test")
mail("from-encoded-b", text("x", sender="=?utf-8?B?SsO8cmdlbg==?= <j@kunde.test>"), name="Jürgen")
mail("from-encoded-q", text("x", sender="=?iso-8859-1?Q?J=FCrgen_M=FCller?= <j@kunde.test>"), name="Jürgen Müller")
mail("from-encoded-split", text("x", sender="=?utf-8?B?SsO8?= =?utf-8?B?cmdlbg==?= <j@kunde.test>"), name="Jürgen")
mail("from-raw-utf8", text("x", sender="Jürgen <j@kunde.test>"), name="Jürgen")
mail("from-raw-latin1", text("x").encode().replace(b"Kim Muster", b"J\xfcrgen"), name="Jürgen")
mail("from-encoded-inside-quotes", text("x", sender='"=?utf-8?B?SsO8cmdlbg==?=" <j@kunde.test>'), name="Jürgen")
mail("from-group", text("x", sender="Team: kim@kunde.test, lee@kunde.test;"), sender="kim@kunde.test")
mail("from-several", text("x", sender="kim@kunde.test, lee@kunde.test"), sender="kim@kunde.test")
mail("from-without-brackets-space", text("x", sender="Kim Muster kim@kunde.test"), sender="kim@kunde.test")
mail("from-name-is-address", text("x", sender='"support@shop.test" <evil@kunde.test>'), sender="evil@kunde.test",
     name="support@shop.test")
mail("from-direction-override", text("x", sender='"Kim\u202egpj" <kim@kunde.test>'), name="Kimgpj")
mail("from-html-name", text("x", sender='"</b><img src=x>" <kim@kunde.test>'), name="</b><img src=x>")
mail("from-missing-with-sender", text("x", sender=None, extra="Sender: lee@kunde.test"), sender="lee@kunde.test")
mail("from-missing", text("x", sender=None), event="rejected", problem="no sender")
mail("from-empty", text("x", sender=""), event="rejected", problem="no sender")
mail("from-rubbish", text("x", sender="undisclosed"), event="rejected", problem="no sender")
mail("from-idn", text("x", sender="Kim <kim@müller.test>"), sender="kim@müller.test")
mail("from-plus", text("x", sender="kim+shop@kunde.test"), sender="kim+shop@kunde.test")
mail("from-route", text("x", sender="<@relay.test:kim@kunde.test>"), sender="kim@kunde.test")
mail("own-address", text("x", sender="support@shop.test"), event="none")
mail("own-alias", text("x", sender="Hilfe <HILFE@shop.test>"), event="none")
mail("contact-form-own", text("x", sender="support@shop.test", extra="Reply-To: Kim <kim@kunde.test>"),
     sender="kim@kunde.test", name="Kim")
mail("contact-form-noreply", text("x", sender="no-reply@forms.test", extra="Reply-To: kim@kunde.test"),
     sender="kim@kunde.test")
mail("noreply-without-replyto", text("x", sender="noreply@forms.test"), sender="noreply@forms.test")
mail("reply-to-elsewhere", text("x", extra="Reply-To: evil@dieb.test"), sender="kim@kunde.test")
mail("two-from-headers", text("x", extra="From: evil@dieb.test"), event="message")

# --- 3. character sets ---------------------------------------------------------------------------------------------
GREETING = "Schöne Grüße, 10 € für Ärger"
for charset, sample in [("utf-8", GREETING), ("iso-8859-15", GREETING), ("windows-1252", GREETING),
                        ("iso-8859-1", "Schöne Grüße"), ("iso-8859-2", "Zażółć gęślą jaźń"),
                        ("windows-1250", "Příliš žluťoučký kůň"), ("koi8-r", "Где моя посылка?"),
                        ("windows-1251", "Где моя посылка?"), ("iso-8859-5", "Где моя посылка?"),
                        ("koi8-u", "Де моя посилка?"), ("iso-8859-7", "Πού είναι το δέμα μου;"),
                        ("windows-1253", "Πού είναι το δέμα μου;"), ("iso-8859-9", "Paketim nerede, şöyle"),
                        ("windows-1254", "Paketim nerede, şöyle"), ("iso-8859-8", "איפה החבילה שלי"),
                        ("windows-1255", "איפה החבילה שלי"), ("windows-1256", "أين طردي"), ("gb2312", "我的包裹在哪里"),
                        ("gbk", "我的包裹在哪里"), ("gb18030", "我的包裹在哪里"), ("big5", "我的包裹在哪裡"),
                        ("shift_jis", "荷物はどこですか"), ("iso-2022-jp", "荷物はどこですか"),
                        ("euc-jp", "荷物はどこですか"), ("euc-kr", "내 소포는 어디에 있나요"),
                        ("iso-2022-kr", "소포"), ("utf-16", "Grüße 包裹"), ("utf-16le", "Grüße"),
                        ("utf-7", "Grüße"), ("windows-1257", "Kur mano siuntinys, žąsis"), ("tis-620", "พัสดุ"),
                        ("mac-roman", "Grüße"), ("cp850", "Grüße")]:
    label = {"mac-roman": "macintosh"}.get(charset, charset)
    data = sample.encode(charset)
    mail("charset-" + charset, binary(b64(data).encode(), f"text/plain; charset={label}", "base64"),
         text="Frage\n\n" + sample)
    if charset not in ("utf-16", "utf-16le", "utf-7"):
        mail("charset-qp-" + charset, binary(quopri.encodestring(data), f'text/plain; charset="{label}"',
                                             "quoted-printable"), text="Frage\n\n" + sample)
mail("charset-missing-utf8", binary("Grüße".encode(), "text/plain"), text="Frage\n\nGrüße")
mail("charset-missing-latin1", binary("Grüße".encode("latin-1"), "text/plain"), text="Frage\n\nGrüße")
mail("charset-ascii-but-utf8", binary("Grüße".encode(), "text/plain; charset=us-ascii", "8bit"), text="Frage\n\nGrüße")
mail("charset-latin1-but-utf8", binary("Grüße".encode(), "text/plain; charset=iso-8859-1", "8bit"),
     text="Frage\n\nGrüße")
mail("charset-utf8-but-latin1", binary("Grüße".encode("latin-1"), "text/plain; charset=utf-8", "8bit"),
     text="Frage\n\nGrüße")
mail("charset-latin1-but-1252", binary("„10 €“".encode("cp1252"), "text/plain; charset=iso-8859-1", "8bit"),
     text="Frage\n\n„10 €“")
mail("charset-unknown", binary("Grüße".encode(), "text/plain; charset=x-user-defined", "8bit"), text="Frage\n\nGrüße")
mail("charset-8bit-unknown", binary("Grüße".encode("latin-1"), "text/plain; charset=unknown-8bit", "8bit"),
     text="Frage\n\nGrüße")
mail("charset-nonsense", binary(b"Hallo", "text/plain; charset=\"../../etc\"", "8bit"), text="Frage\n\nHallo")
mail("charset-empty", binary("Grüße".encode(), "text/plain; charset=", "8bit"), text="Frage\n\nGrüße")
mail("charset-broken-multibyte", binary(b"\xe8\x8d\xb7\xe7\x89", "text/plain; charset=shift_jis", "8bit"),
     event="message")
mail("utf8-cut-in-character", binary("Grü".encode()[:-1] + b"!", "text/plain; charset=utf-8", "8bit"), contains=["Gr"])
mail("subject-encoded-b", text("x", subject="=?utf-8?B?R3LDvMOfZQ==?="), subject="Grüße")
mail("subject-encoded-q", text("x", subject="=?iso-8859-1?Q?Gr=FC=DFe_an_alle?="), subject="Grüße an alle")
mail("subject-koi8", text("x", subject="=?koi8-r?B?" + base64.b64encode("Где посылка".encode("koi8-r")).decode() +
                          "?="), subject="Где посылка")
mail("subject-iso2022jp", text("x", subject="=?ISO-2022-JP?B?" +
                               base64.b64encode("荷物".encode("iso-2022-jp")).decode() + "?="), subject="荷物")
mail("subject-split-words", text("x", subject="=?utf-8?Q?Gr=C3=BC?= =?utf-8?Q?=C3=9Fe?="), subject="Grüße")
mail("subject-raw-utf8", text("x", subject="Grüße"), subject="Grüße")
mail("subject-raw-latin1", text("x").encode().replace(b"Frage", "Grüße".encode("latin-1")), subject="Grüße")
mail("subject-bad-encoding", text("x", subject="=?utf-8?X?abc?="), event="message")
mail("subject-encoded-newline", text("x", subject="=?utf-8?Q?a=0D=0ABcc:_evil@dieb.test?="),
     subject="a Bcc: evil@dieb.test")
mail("subject-rtl", text("x", subject="Rechnung \u202efdp.exe"), subject="Rechnung fdp.exe")
mail("subject-10000", text("x", subject="lang " * 2000), event="message")

# --- 4. transfer encodings, format=flowed --------------------------------------------------------------------------
mail("qp-soft-breaks", binary(b"eine =\nZeile =C3=BC", "text/plain; charset=utf-8", "quoted-printable"),
     text="Frage\n\neine Zeile ü")
mail("qp-broken", binary(b"100 =% und =ZZ Ende", "text/plain; charset=utf-8", "quoted-printable"),
     contains=["100", "Ende"])
mail("base64-broken", binary(b"SGFsbG8g*V2VsdA==\n!!!", "text/plain; charset=utf-8", "base64"), contains=["Hallo"])
mail("base64-no-padding", binary(b"SGFsbG8", "text/plain; charset=utf-8", "base64"), contains=["Hall"])
mail("cte-unknown", binary(b"Hallo", "text/plain; charset=utf-8", "x-strange"), contains=["Hallo"])
mail("cte-upper", binary(b"SGFsbG8=", "text/plain; charset=utf-8", "BASE64"), text="Frage\n\nHallo")
mail("cte-8bit-utf8", binary("Ä".encode(), "text/plain; charset=utf-8", "8bit"), text="Frage\n\nÄ")
mail("flowed", text("Dieser Satz geht \nin der nächsten \nZeile weiter.\n\nNeuer Absatz.",
                    "text/plain; charset=utf-8; format=flowed"),
     text="Frage\n\nDieser Satz geht in der nächsten Zeile weiter.\n\nNeuer Absatz.")
mail("flowed-delsp", text("Donau \ndampf", "text/plain; charset=utf-8; format=flowed; delsp=yes"),
     text="Frage\n\nDonaudampf")
mail("flowed-stuffed", text(" >kein Zitat\n From hier", "text/plain; charset=utf-8; format=flowed"),
     contains=[">kein Zitat", "From hier"])
mail("flowed-signature", text("Hallo \nWelt\n-- \nKim", "text/plain; charset=utf-8; format=flowed"),
     text="Frage\n\nHallo Welt", signature="Kim")
mail("flowed-quote", text("Ja.\n\n> Kommt es \n> heute an?\n", "text/plain; charset=utf-8; format=flowed", **RE),
     text="Ja.")

# --- 5. HTML -------------------------------------------------------------------------------------------------------
def html(body, **kw):
    return text(body, "text/html; charset=utf-8", **kw)


mail("html-only", html("<p>Wo ist mein <b>Paket</b>?</p><p>Danke</p>"), text="Frage\n\nWo ist mein Paket?\n\nDanke")
mail("html-entities", html("<p>Gr&uuml;&szlig;e &amp; K&uuml;sse &euro; &#228; &#xe4; &nbsp;!</p>"),
     text="Frage\n\nGrüße & Küsse € ä ä !")
mail("html-list", html("<ul><li>eins</li><li>zwei</li></ul>"), text="Frage\n\n- eins\n- zwei")
mail("html-ordered", html("<ol><li>eins<li>zwei</ol>"), text="Frage\n\n1. eins\n2. zwei")
mail("html-nested-list", html("<ul><li>a<ul><li>b</li></ul></li></ul>"), text="Frage\n\n- a\n  - b")
mail("html-table", html("<table><tr><td>Größe</td><td>42</td></tr><tr><td>Farbe</td><td>rot</td></tr></table>"),
     text="Frage\n\nGröße | 42\nFarbe | rot")
mail("html-script", html("<p>Hallo</p><script>alert('x')</script><style>p{color:red}</style>"), text="Frage\n\nHallo",
     lacks=["alert", "color"])
mail("html-onerror", html("<img src=x onerror=alert(1)>Hallo"), text="Frage\n\nHallo", lacks=["alert"])
mail("html-svg", html("<svg><script>alert(1)</script><text>böse</text></svg>Hallo"), contains=["Hallo"],
     lacks=["alert"])
mail("html-javascript-link", html('<a href="javascript:alert(1)">Klick</a>'), text="Frage\n\nKlick",
     lacks=["javascript"])
mail("html-javascript-link-spaced", html('<a href=" java\tscript:alert(1)">Klick</a>'), text="Frage\n\nKlick",
     lacks=["alert"])
mail("html-data-link", html('<a href="data:text/html,x">Klick</a>'), text="Frage\n\nKlick", lacks=["data:"])
mail("html-file-link", html('<a href="file:///etc/passwd">Klick</a>'), text="Frage\n\nKlick", lacks=["file:"])
mail("html-unc-link", html('<a href="\\\\evil\\share">Klick</a>'), text="Frage\n\nKlick", lacks=["evil"])
mail("html-link", html('<a href="https://kunde.test/a?b=1&amp;c=2">hier</a>'),
     text="Frage\n\nhier (https://kunde.test/a?b=1&c=2)")
mail("html-link-same", html('<a href="https://kunde.test/">kunde.test</a>'), text="Frage\n\nkunde.test")
mail("html-link-spoof", html('<a href="https://dieb.test/">https://bank.test</a>'),
     text="Frage\n\nhttps://bank.test (https://dieb.test/)")
mail("html-mailto", html('<a href="mailto:kim@kunde.test">kim@kunde.test</a>'), text="Frage\n\nkim@kunde.test")
mail("html-tracking-pixel", html('Hallo<img src="https://dieb.test/p.gif" width=1 height=1>'), text="Frage\n\nHallo",
     lacks=["dieb"])
mail("html-image-alt", html('<img src="https://shop.test/logo.png" alt="Logo"> Hallo'), text="Frage\n\nLogo Hallo")
mail("html-hidden", html('<div style="display: none">Vorschau</div>Hallo'), text="Frage\n\nHallo", lacks=["Vorschau"])
mail("html-comment", html("<!-- weg --><!--[if mso]>Outlook<![endif]-->Hallo"), text="Frage\n\nHallo")
mail("html-br", html("eins<br>zwei<br/>drei"), text="Frage\n\neins\nzwei\ndrei")
mail("html-pre", html("<pre>a  b\n  c</pre>"), contains=["a  b\n  c"])
mail("html-whitespace", html("  viel \n\n  Platz\t hier  "), text="Frage\n\nviel Platz hier")
mail("html-outlook", html("<html xmlns:o='urn'><head><title>T</title><style>x</style></head><body><p class=MsoNormal>"
                          "Hallo,<o:p></o:p></p><p class=MsoNormal>Welt<o:p></o:p></p></body></html>"),
     text="Frage\n\nHallo,\nWelt")
mail("html-unclosed", html("<div><p><b>offen<i>noch"), text="Frage\n\noffennoch")
mail("html-broken-nesting", html("<b><i>x</b></i> y</div></td>"), text="Frage\n\nx y")
mail("html-less-than", html("5 < 6 und 7 > 3"), contains=["5", "und 7 > 3"])
mail("html-deep", html("<div>" * 3000 + "tief" + "</div>" * 3000), contains=["tief"])
mail("html-attributes-10000", html("<p " + " ".join(f"a{i}=1" for i in range(10000)) + ">Hallo</p>"),
     text="Frage\n\nHallo")
mail("html-latin1-meta", binary("<html><head><meta charset=iso-8859-1></head><body>Grüße</body></html>".encode("latin-1"),
                                "text/html", "8bit"), text="Frage\n\nGrüße")
mail("html-wrong-meta", binary("<html><head><meta charset=iso-8859-1></head><body>Grüße</body></html>".encode(),
                               "text/html; charset=utf-8", "8bit"), text="Frage\n\nGrüße")
mail("html-as-plain", text("<html><body><p>Hallo</p></body></html>"), text="Frage\n\nHallo")
mail("html-form", html("<form action=https://dieb.test><input value=x><select><option>a</select>Name</form>"),
     contains=["Name"], lacks=["dieb"])
mail("html-iframe", html("<iframe src=https://dieb.test>weg</iframe>Hallo"), contains=["Hallo"], lacks=["dieb"])
mail("html-meta-refresh", html("<meta http-equiv=refresh content='0;url=https://dieb.test'>Hallo"),
     text="Frage\n\nHallo")
mail("html-base-href", html("<base href='https://dieb.test/'><a href='x'>Klick</a>"), text="Frage\n\nKlick")
mail("html-css-import", html("<style>@import url(https://dieb.test)</style><div style='background:url(https://dieb"
                             ".test)'>Hallo</div>"), text="Frage\n\nHallo", lacks=["dieb"])
mail("html-blockquote", html("<p>Ja</p><blockquote><p>Kommt es?</p></blockquote>", **RE), text="Ja")
mail("html-gmail-quote", html('<div dir="ltr">Danke!</div><br><div class="gmail_quote"><div dir="ltr" '
                              'class="gmail_attr">Am Mo., 17. Nov. 2025 um 09:00 Uhr schrieb Shop &lt;<a href='
                              '"mailto:support@shop.test">support@shop.test</a>&gt;:<br></div><blockquote>Ihr Paket '
                              "kommt.</blockquote></div>", **RE), text="Danke!")
mail("html-outlook-quote", html("<p>Danke</p><div style='border-top:solid'><p><b>Von:</b> Shop<br><b>Gesendet:</b> "
                                "Montag<br><b>An:</b> Kim<br><b>Betreff:</b> Frage</p></div><p>Ihr Paket</p>", **RE),
     text="Danke")

# --- 6. alternatives, related, mixed -------------------------------------------------------------------------------
mail("alternative", multi("alternative", [PLAIN + "Nur Text", HTML + "<b>Mit Farbe</b>"]), text="Frage\n\nNur Text")
mail("alternative-reversed", multi("alternative", [HTML + "<b>Farbe</b>", PLAIN + "Nur Text"]),
     text="Frage\n\nNur Text")
mail("alternative-empty-plain", multi("alternative", [PLAIN + "  \n", HTML + "<b>Farbe</b>"]), text="Frage\n\nFarbe")
mail("alternative-stub-plain", multi("alternative", [PLAIN + "Bitte HTML einschalten.", HTML + "<p>" +
                                                     "Ein langer Text. " * 10 + "</p>"]),
     contains=["Ein langer Text."], lacks=["einschalten"])
mail("alternative-calendar", multi("alternative", [PLAIN + "Einladung", "Content-Type: text/calendar; method=REQUEST; "
                                                   "charset=utf-8\n\nBEGIN:VCALENDAR\nEND:VCALENDAR"]),
     text="Frage\n\nEinladung", attachments=["invitation.ics"])
mail("related-inline-image", multi("related", [HTML + '<p>Siehe <img src="cid:bild1"></p>',
                                               'Content-Type: image/png; name="foto.png"\nContent-ID: <bild1>\n'
                                               "Content-Disposition: inline; filename=\"foto.png\"\n"
                                               "Content-Transfer-Encoding: base64\n\n" + b64(PNG)]),
     text="Frage\n\nSiehe", attachments=["foto.png"], kinds=["image"])
mail("alternative-in-related-in-mixed", multi("mixed", [
    'Content-Type: multipart/related; boundary="r"\n\n--r\nContent-Type: multipart/alternative; boundary="a"\n\n--a\n' +
    PLAIN + "Text\n--a\n" + HTML + "<p>Text</p>\n--a--\n--r\nContent-Type: image/png\nContent-ID: <x>\n"
    "Content-Transfer-Encoding: base64\n\n" + b64(PNG) + "--r--",
    'Content-Type: application/pdf; name="r.pdf"\nContent-Disposition: attachment; filename="r.pdf"\n'
    "Content-Transfer-Encoding: base64\n\nJVBERi0="]), text="Frage\n\nText", attachments=["attachment-1.png", "r.pdf"])
mail("apple-text-image-text", multi("mixed", [PLAIN + "oben", "Content-Type: image/jpeg; name=a.jpg\n"
                                              "Content-Disposition: inline; filename=a.jpg\n"
                                              "Content-Transfer-Encoding: base64\n\n/9j/", PLAIN + "unten"]),
     text="Frage\n\noben\n\nunten", attachments=["a.jpg"])
mail("list-footer-part", multi("mixed", [PLAIN + "Text", PLAIN + "Fußzeile"]), contains=["Text", "Fußzeile"])
mail("only-attachment", multi("mixed", ["Content-Type: application/pdf\nContent-Disposition: attachment; "
                                        "filename=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0="],
                              subject=None), text="", attachments=["a.pdf"], kind="document")
mail("only-image", binary(b64(PNG).encode(), "image/png; name=foto.png", "base64", subject=None), text="",
     attachments=["foto.png"], kind="image")
mail("only-pdf-root", binary(b"JVBERi0=", "application/pdf; name=r.pdf", "base64"), text="Frage",
     attachments=["r.pdf"])
mail("multipart-no-boundary", head() + "Content-Type: multipart/mixed\n\n--b\n" + PLAIN + "Hallo\n--b--\n",
     event="message")
mail("multipart-unclosed", multi("mixed", [PLAIN + "Hallo"]).replace(b"--b1--\n", b""), text="Frage\n\nHallo")
mail("multipart-wrong-boundary", head() + 'Content-Type: multipart/mixed; boundary="x"\n\n--y\n' + PLAIN + "Hallo\n",
     event="message")
mail("multipart-preamble", multi("mixed", [PLAIN + "Hallo"]).replace(b"\n\n--b1", b"\n\nThis is a MIME mail.\n--b1", 1),
     text="Frage\n\nHallo", lacks=["MIME mail"])
mail("multipart-empty", head() + 'Content-Type: multipart/mixed; boundary="x"\n\n--x--\n', text="Frage")
mail("boundary-spaces", multi("mixed", [PLAIN + "Hallo"], boundary="a b'()+_,-./:=?"), text="Frage\n\nHallo")
mail("nested-depth-200", head() + "".join(
    f'Content-Type: multipart/mixed; boundary="d{i}"\n\n--d{i}\n' for i in range(200)) + PLAIN + "tief\n",
    event="message")
mail("parts-3000", multi("mixed", [PLAIN + "oben"] + ["Content-Type: application/x; name=a\n\nx"] * 3000),
     contains=["oben"], max_attachments=100)
mail("signed", multi("signed", [PLAIN + "Unterschrieben", "Content-Type: application/pgp-signature; name=s.asc\n\n"
                                "-----BEGIN PGP SIGNATURE-----"]), text="Frage\n\nUnterschrieben", attachments=[])
mail("encrypted-pgp", multi("encrypted", ["Content-Type: application/pgp-encrypted\n\nVersion: 1",
                                          "Content-Type: application/octet-stream; name=encrypted.asc\n\n"
                                          "-----BEGIN PGP MESSAGE-----"], subject=None),
     text="", attachments=["encrypted.asc"], kind="unsupported")
mail("smime-opaque", binary(b"MIAG", "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "base64",
                            subject=None), text="", attachments=["smime.p7m"], kind="unsupported")

# --- 7. attachments and their names --------------------------------------------------------------------------------
def attached(header, body=b"JVBERi0=", **kw):
    part = header.encode("utf-8", "surrogateescape") + b"\nContent-Transfer-Encoding: base64\n\n" + body
    return multi("mixed", [(PLAIN + "Hallo").encode(), part], **kw)


for name, header, expected in [
    ("plain", "Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"Rechnung 1.pdf\"",
     "Rechnung 1.pdf"),
    ("name-only", "Content-Type: application/pdf; name=\"Rechnung.pdf\"", "Rechnung.pdf"),
    ("rfc2231", "Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''%C3%84rger.pdf",
     "Ärger.pdf"),
    ("rfc2231-latin1", "Content-Type: application/pdf\nContent-Disposition: attachment; "
     "filename*=iso-8859-1'de'%C4rger.pdf", "Ärger.pdf"),
    ("rfc2231-continued", "Content-Type: application/pdf\nContent-Disposition: attachment;\n filename*0*=utf-8''%C3%84r;"
     "\n filename*1*=ger;\n filename*2=.pdf", "Ärger.pdf"),
    ("rfc2047-in-name", "Content-Type: application/pdf; name=\"=?utf-8?B?w4RyZ2VyLnBkZg==?=\"", "Ärger.pdf"),
    ("rfc2047-in-filename", "Content-Type: application/pdf\nContent-Disposition: attachment; "
     "filename=\"=?iso-8859-1?Q?=C4rger.pdf?=\"", "Ärger.pdf"),
    ("raw-utf8", "Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"Ärger.pdf\"", "Ärger.pdf"),
    ("path-unix", "Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"../../etc/passwd\"",
     "passwd"),
    ("path-windows", "Content-Type: application/pdf\nContent-Disposition: attachment; "
     "filename=\"C:\\\\Users\\\\kim\\\\a.pdf\"", "a.pdf"),
    ("rlo", "Content-Type: application/pdf\nContent-Disposition: attachment; filename=\"a\u202efdp.exe\"", "afdp.exe"),
    ("none", "Content-Type: application/pdf\nContent-Disposition: attachment", "attachment-1.pdf"),
    ("none-octet", "Content-Type: application/octet-stream\nContent-Disposition: attachment", "attachment-1.bin"),
    ("unquoted-spaces", "Content-Type: application/pdf\nContent-Disposition: attachment; filename=Rechnung.pdf",
     "Rechnung.pdf"),
    ("winmail", "Content-Type: application/ms-tnef", "winmail.dat"),
    ("vcard", "Content-Type: text/vcard; charset=utf-8", "contact.vcf"),
    ("calendar", "Content-Type: text/calendar; charset=utf-8", "invitation.ics"),
    ("text-file", "Content-Type: text/plain; name=notiz.txt\nContent-Disposition: attachment; filename=notiz.txt",
     "notiz.txt"),
    ("text-inline-file", "Content-Type: text/plain; name=log.txt\nContent-Disposition: inline; filename=log.txt",
     "log.txt"),
    ("html-file", "Content-Type: text/html; name=a.html\nContent-Disposition: attachment; filename=a.html", "a.html"),
    ("svg", "Content-Type: image/svg+xml; name=a.svg", "a.svg"),
]:
    mail("attachment-" + name, attached(header), text="Frage\n\nHallo", attachments=[expected])
mail("attachment-newline-in-name", attached("Content-Type: application/pdf\nContent-Disposition: attachment; "
                                            "filename*=utf-8''a%0D%0AX-Evil:%20b.pdf"), event="message",
     text="Frage\n\nHallo", clean_names=True)
mail("attachment-svg-kind", attached("Content-Type: image/svg+xml; name=a.svg"), kinds=["document"])
mail("attachment-audio", attached("Content-Type: audio/mpeg; name=a.mp3"), kinds=["audio"])
mail("attachment-video", attached("Content-Type: video/mp4; name=a.mp4"), kinds=["video"])
mail("attachment-two-same-names", multi("mixed", [PLAIN + "x", "Content-Type: a/b; name=a.pdf\n\n1",
                                                  "Content-Type: a/b; name=a.pdf\n\n2"]),
     attachments=["a.pdf", "a.pdf"])
mail("attachment-empty", attached("Content-Type: application/pdf; name=leer.pdf", b""), attachments=["leer.pdf"])
mail("attachment-message", multi("mixed", [PLAIN + "Anbei", "Content-Type: message/rfc822\n\n" +
                                           text("Innen", subject="Innere Mail", sender="lee@x.test")]),
     text="Frage\n\nAnbei", sender="kim@kunde.test", attachments=["Innere Mail.eml"], lacks=["Innen"])
mail("attachment-message-no-subject", multi("mixed", [PLAIN + "Anbei", "Content-Type: message/rfc822\n\n" +
                                                      text("Innen", subject=None)]), attachments=["message.eml"])
mail("attachment-message-nested-20", multi("mixed", [PLAIN + "x", "".join(
    "Content-Type: message/rfc822\n\nFrom: a@b.test\nSubject: s\n" for _ in range(20)) + PLAIN + "y"]),
    text="Frage\n\nx")
mail("attachment-300", multi("mixed", [PLAIN + "x"] + [f"Content-Type: a/b; name=f{i}.bin\n\nx" for i in range(300)]),
     max_attachments=100)

# --- 8. quotations and signatures ----------------------------------------------------------------------------------
for language, line in [
    ("en", "On Mon, 17 Nov 2025 at 09:00, Shop <support@shop.test> wrote:"),
    ("de", "Am 17.11.2025 um 09:00 schrieb Shop <support@shop.test>:"),
    ("de-gmail", "Am Mo., 17. Nov. 2025 um 09:00 Uhr schrieb Shop <support@shop.test>:"),
    ("fr", "Le lun. 17 nov. 2025 à 09:00, Shop <support@shop.test> a écrit :"),
    ("es", "El lun, 17 nov 2025 a las 9:00, Shop (<support@shop.test>) escribió:"),
    ("it", "Il giorno lun 17 nov 2025 alle ore 09:00 Shop <support@shop.test> ha scritto:"),
    ("nl", "Op ma 17 nov 2025 om 09:00 schreef Shop <support@shop.test>:"),
    ("pt", "Em seg., 17 de nov. de 2025 às 09:00, Shop <support@shop.test> escreveu:"),
    ("pl", "pon., 17 lis 2025 o 09:00 Shop <support@shop.test> napisał(a):"),
    ("sv", "Den mån 17 nov. 2025 kl 09:00 skrev Shop <support@shop.test>:"),
    ("da", "Den 17.11.2025 kl. 09.00 skrev Shop <support@shop.test>:"),
    ("cs", "po 17. 11. 2025 v 9:00 odesílatel Shop <support@shop.test> napsal:"),
    ("tr", "Shop <support@shop.test>, 17 Kas 2025 Pzt, 09:00 tarihinde şunu yazdı:"),
    ("ru", "пн, 17 нояб. 2025 г. в 09:00, Shop <support@shop.test> пишет:"),
    ("zh", "Shop <support@shop.test> 于2025年11月17日周一 09:00写道：")]:
    mail("quote-" + language, text(f"Danke, passt.\n\n{line}\n\n> Ihr Paket kommt morgen.\n> Viele Grüße\n", **RE),
         text="Danke, passt.", reply_to=OURS)
mail("quote-wrapped-attribution", text("Ja\n\nAm 17.11.2025 um 09:00 schrieb Shop\n<support@shop.test>:\n> Ihr Paket\n",
                                       **RE), text="Ja")
mail("quote-outlook-en", text("Yes\n\n-----Original Message-----\nFrom: Shop\nSent: Monday\nTo: Kim\nSubject: x\n\n"
                              "Your parcel", **RE), text="Yes")
mail("quote-outlook-de", text("Ja\n\n________________________________\nVon: Shop <support@shop.test>\nGesendet: "
                              "Montag\nAn: Kim\nBetreff: Frage\n\nIhr Paket", **RE), text="Ja")
mail("quote-outlook-fr", text("Oui\n\nDe : Shop\nEnvoyé : lundi\nÀ : Kim\nObjet : Question\n\nVotre colis", **RE),
     text="Oui")
mail("quote-without-attribution", text("Ja\n\n> Ihr Paket\n> kommt\n", **RE), text="Ja")
mail("quote-bottom-posting", text("> Kommt es heute?\n\nJa, es kam an.", **RE), text="Ja, es kam an.")
mail("quote-inline-answers", text("> Größe?\n42\n> Farbe?\nrot\n", **RE), text="> Größe?\n42\n> Farbe?\nrot")
mail("quote-attribution-inline", text("Am 17.11.2025 um 09:00 schrieb Shop <support@shop.test>:\n> Größe?\n42\n> Farbe"
                                      "?\nrot\n", **RE), contains=["> Größe?", "42", "rot"])
mail("quote-only", text("> Ihr Paket\n", **RE), text="> Ihr Paket")
mail("quote-of-somebody-else", text("Siehe unten\n\nAm 1.1.2025 um 09:00 schrieb Lee <lee@x.test>:\n> Geheim 4711\n"),
     text="Frage\n\nSiehe unten", attachments=["quoted-text.txt"])
mail("forwarded", text("Zur Info\n\n---------- Forwarded message ---------\nFrom: Lee <lee@x.test>\nSubject: x\n\n"
                       "Der Inhalt", subject="Fwd: Frage"), contains=["Zur Info", "Der Inhalt"])
mail("forwarded-apple", text("FYI\n\nBegin forwarded message:\n\nFrom: Lee\nTo: Kim\nSubject: x\nDate: y\n\nInhalt",
                             subject="Fwd: x"), contains=["FYI", "Inhalt"])
mail("forwarded-de", text("---------- Weitergeleitete Nachricht ---------\nVon: Lee\nDatum: x\nBetreff: y\nAn: z\n\n"
                          "Inhalt", subject="WG: x"), contains=["Inhalt"])
mail("wrote-in-text", text("Meine Frau schrieb:\nbitte schnell"), text="Frage\n\nMeine Frau schrieb:\nbitte schnell")
mail("from-in-text", text("Von: hier an wird es schwierig.\nAber gut."),
     text="Frage\n\nVon: hier an wird es schwierig.\nAber gut.")
mail("signature", text("Hallo\n\n-- \nKim Muster\nTel. 0123"), text="Frage\n\nHallo", signature="Kim Muster\nTel. 0123")
mail("signature-without-space", text("Hallo\n\n--\nKim"), text="Frage\n\nHallo", signature="Kim")
mail("signature-iphone-de", text("Hallo\n\nVon meinem iPhone gesendet"), text="Frage\n\nHallo")
mail("signature-iphone-en", text("Hello\n\nSent from my iPhone"), text="Frage\n\nHello")
mail("signature-outlook-app", text("Hello\n\nGet Outlook for Android<https://aka.ms/x>"), text="Frage\n\nHello")
mail("signature-and-quote", text("Ja\n\n-- \nKim\n\nAm 17.11.2025 um 09:00 schrieb Shop <support@shop.test>:\n> x\n",
                                 **RE), text="Ja", signature="Kim")
mail("signature-only", text("-- \nKim"), contains=["Kim"])
mail("dashes-in-text", text("a\n---\nb"), text="Frage\n\na\n---\nb")

# --- 9. threads ----------------------------------------------------------------------------------------------------
mail("reply-in-reply-to", text("Ja", subject="AW: Frage", extra=f"In-Reply-To: <{OURS}>"), text="Ja", reply_to=OURS,
     subject="Frage")
mail("reply-references-only", text("Ja", subject="Re: Frage", extra=f"References: <a@b.test> <{OURS}>"), reply_to=OURS)
mail("reply-references-folded", text("Ja", subject="Re: Frage", extra=f"References: <a@b.test>\n <{OURS}>\n <c@d.test>"),
     reply_to=OURS, references=["a@b.test", OURS, "c@d.test"])
mail("reply-foreign", text("Ja", subject="Re: Frage", extra="In-Reply-To: <a@b.test>"), reply_to="")
mail("reply-forged-domain", text("Ja", subject="Re: x", extra="In-Reply-To: <" + OURS.replace("shop.test", "dieb.test") +
                                 ">"), reply_to="", sender="kim@kunde.test")
mail("reply-forged-short", text("Ja", subject="Re: x", extra="In-Reply-To: <1.souffleur@shop.test>"), reply_to="")
mail("reply-several-prefixes", text("Ja", subject="Re: AW: Re: Frage"), subject="Frage", text="Ja")
mail("reply-without-prefix", text("Ja", subject="Frage", extra=f"In-Reply-To: <{OURS}>"), text="Ja", reply_to=OURS)
mail("in-reply-to-text", text("Ja", extra=f"In-Reply-To: Your message of Monday <{OURS}>"), reply_to=OURS)
mail("references-200", text("Ja", extra="References: " + " ".join(f"<r{i}@x.test>" for i in range(200))),
     max_references=20)

# --- 10. machines and lists ----------------------------------------------------------------------------------------
for name, header in [("auto-replied", "Auto-Submitted: auto-replied"), ("auto-generated", "Auto-Submitted: auto-generated"),
                     ("x-autoreply", "X-Autoreply: yes"), ("x-autorespond", "X-Autorespond: x"),
                     ("exchange-suppress", "X-Auto-Response-Suppress: All"), ("precedence-auto", "Precedence: auto_reply"),
                     ("null-return-path", "Return-Path: <>")]:
    mail("auto-" + name, text("Bin im Urlaub", extra=header), nature="auto", automatic=True)
mail("auto-submitted-no", text("Hallo", extra="Auto-Submitted: no"), nature="person", automatic=False)
for i, subject in enumerate(["Automatische Antwort: Frage", "Out of Office: x", "Automatic reply: x",
                             "Abwesenheitsnotiz", "Réponse automatique : x"]):
    mail(f"auto-subject-{i}", text("Bin weg", subject=subject), nature="auto", automatic=True)
for name, header in [("list-id", "List-Id: <l.x.test>"), ("bulk", "Precedence: bulk"), ("junk", "Precedence: junk"),
                     ("list-unsubscribe", "List-Unsubscribe: <https://x.test/u>"), ("list-post", "List-Post: <mailto:l@x.test>")]:
    mail("list-" + name, text("Neuigkeiten", extra=header), nature="list", automatic=True)
mail("auto-no-sender-loop", text("x", sender="support@shop.test", extra="Auto-Submitted: auto-replied"), event="none")

# --- 11. bounces and receipts --------------------------------------------------------------------------------------
STATUS = ("Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; weg@kunde.test"
          "\nAction: {action}\nStatus: {code}\nDiagnostic-Code: smtp; {diagnostic}\n")
ORIGINAL = "Content-Type: message/rfc822\n\nFrom: support@shop.test\nMessage-ID: <" + OURS + ">\nSubject: Re: Frage\n\nText"
HEADERS = "Content-Type: text/rfc822-headers\n\nFrom: support@shop.test\nMessage-ID: <" + OURS + ">\n"
DAEMON = dict(sender="MAILER-DAEMON@mx.test (Mail Delivery System)", subject="Undelivered Mail Returned to Sender",
              extra="Return-Path: <>\nAuto-Submitted: auto-replied")


def bounce(kind, parts, **kw):
    return multi(kind, [PLAIN + "I'm sorry."] + parts, **{**DAEMON, **kw})


failed = STATUS.format(action="failed", code="5.1.1", diagnostic="550 5.1.1 user unknown")
mail("bounce-report", bounce('report; report-type=delivery-status', [failed, ORIGINAL]).replace(
    b'multipart/report; report-type=delivery-status; boundary', b'multipart/report; report-type=delivery-status; boundary'),
    event="status", status="failed", about=OURS, error="550 5.1.1 user unknown")
mail("bounce-headers-only", bounce("report", [failed, HEADERS]), event="status", status="failed", about=OURS)
mail("bounce-opensmtpd-mixed", bounce("mixed", [failed, ORIGINAL]), event="status", status="failed", about=OURS)
mail("bounce-reason-in-text", multi("mixed", [
    PLAIN + "Hi!\n\nThis is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    weg@kunde.test: 550 5.1.1 "
    "<weg@kunde.test> User doesn't exist\n", "Content-Type: message/delivery-status\n\nReporting-MTA: dns; vm\n\n"
    "Final-Recipient: rfc822; weg@kunde.test\nAction: failed\nStatus: 5.0.0\n", HEADERS], **DAEMON),
     event="status", status="failed", about=OURS, error="550 5.1.1 <weg@kunde.test>")
mail("bounce-delayed", bounce("report", [STATUS.format(action="delayed", code="4.4.1", diagnostic="451 later"),
                                         ORIGINAL]), event="none")
mail("bounce-delivered", bounce("report", [STATUS.format(action="delivered", code="2.0.0", diagnostic="250 ok"),
                                           ORIGINAL]), event="status", status="delivered", about=OURS)
mail("bounce-too-large", bounce("report", [STATUS.format(action="failed", code="5.3.4", diagnostic="552 too big"),
                                           ORIGINAL]), event="status", status="failed", error_code="too_large")
mail("bounce-full-mailbox", bounce("report", [STATUS.format(action="failed", code="5.2.2",
                                                            diagnostic="552 5.2.2 mailbox full"), ORIGINAL]),
     event="status", status="failed", error="mailbox full")
mail("bounce-without-original", bounce("report", [failed], extra=DAEMON["extra"] + f"\nIn-Reply-To: <{OURS}>"),
     event="status", status="failed", about=OURS)
mail("bounce-not-ours", bounce("report", [failed, ORIGINAL.replace(OURS, "fremd@x.test")]), event="message",
     nature="bounce", automatic=True)
mail("bounce-exim", text(f"A message that you sent could not be delivered.\n  weg@kunde.test\n    SMTP error: 550 5.1.1 no"
                         f" such user\n\nMessage-ID: <{OURS}>\n", **{**DAEMON, "extra": "X-Failed-Recipients: "
                                                                    "weg@kunde.test"}),
     event="status", status="failed", about=OURS, error="550 5.1.1 no such user")
mail("bounce-qmail", text(f"Hi. This is the qmail-send program at mx.test.\nI'm afraid I wasn't able to deliver your "
                          f"message.\n<weg@kunde.test>:\n550 sorry, no mailbox\n\n--- Below\nMessage-ID: <{OURS}>\n",
                          **{**DAEMON, "subject": "failure notice"}), event="status", status="failed", about=OURS)
mail("bounce-no-from", multi("report", [PLAIN + "x", failed, ORIGINAL], sender=None, subject="Mail failure"),
     event="status", status="failed", about=OURS)
mail("bounce-forged-short-id", bounce("report", [failed, ORIGINAL.replace(OURS, "1.souffleur@shop.test")]),
     event="message", nature="bounce")
mail("daemon-not-bounce", text("Ihr Postfach ist fast voll", **{**DAEMON, "subject": "Quota"}), event="message",
     nature="auto", automatic=True)
mail("receipt", multi("report", [PLAIN + "Gelesen", "Content-Type: message/disposition-notification\n\nFinal-Recipient: "
                                 f"rfc822; kim@kunde.test\nOriginal-Message-ID: <{OURS}>\nDisposition: manual-action/"
                                 "MDN-sent-manually; displayed\n"]), event="status", status="read", about=OURS)
mail("receipt-deleted", multi("report", [PLAIN + "x", "Content-Type: message/disposition-notification\n\nOriginal-Message"
                                         f"-ID: <{OURS}>\nDisposition: manual-action/MDN-sent-manually; deleted\n"]),
     event="none")
mail("receipt-not-ours", multi("report", [PLAIN + "Gelesen", "Content-Type: message/disposition-notification\n\nOriginal-"
                                          "Message-ID: <a@b.test>\nDisposition: x; displayed\n"]), event="message",
     automatic=True)

# --- 12. hostile ---------------------------------------------------------------------------------------------------
mail("hostile-no-header", "Nur Text ohne alles\n", event="rejected", problem="no header")
mail("hostile-empty", "", event="rejected")
mail("hostile-binary", bytes(range(256)) * 20, event="rejected_or_message", crlf=False)
mail("hostile-header-2mb", head() + "X-Long: " + "a" * 2_000_000 + "\n\nx", event="rejected",
     problem="header too large", store=False)
mail("hostile-header-lines", head() + "".join(f"X-{i}: a\n" for i in range(20000)) + "\nHallo", contains=["Hallo"],
     store=False)
mail("hostile-parts-100000", multi("mixed", [PLAIN + "oben"] + ["\nx"] * 100_000), contains=["oben"], store=False)
mail("hostile-depth-10000", head() + "".join(
    f'Content-Type: multipart/mixed; boundary="d{i}"\n\n--d{i}\n' for i in range(10000)) + PLAIN + "tief\n",
    event="message", store=False)
mail("hostile-rfc822-depth-5000", head() + "Content-Type: message/rfc822\n\n" + (
    "From: a@b.test\nContent-Type: message/rfc822\n\n" * 5000), event="message", store=False)
mail("hostile-html-deep-100000", html("<b>" * 100_000 + "tief"), contains=["tief"], store=False)
mail("hostile-html-close-100000", html("<i>" * 200 + "</b>" * 100_000 + "ende"), contains=["ende"], store=False)
mail("hostile-html-unclosed-comment", html("Hallo <!-- " + "-" * 500_000), event="message", store=False)
mail("hostile-html-unclosed-attribute", html("Hallo <a href=\"" + "x" * 500_000), event="message", store=False)
mail("hostile-quote-lines", text("Ja\n" + "> x\n" * 200_000, **RE), text="Ja", store=False)
mail("hostile-attributions", text("Am 1.1.2025 schrieb x@y:\nz\n" * 2_000), event="message", store=False)
mail("hostile-encoded-words", text("x", subject=" ".join("=?utf-8?Q?a?=" for _ in range(20000))), event="message",
     store=False)
mail("hostile-addresses", text("x", sender=", ".join(f"a{i}@x.test" for i in range(20000))), sender="a0@x.test",
     store=False)
mail("hostile-10mb-body", text("Zeile mit Text darin\n" * 500_000), contains=["Zeile"], store=False)
mail("hostile-combining", text("a" + "\u0301" * 100_000), event="message", store=False)


def opensmtpd(action, code, reason):
    return multi("mixed", [
        PLAIN + "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    A message is delayed for "
        f"more than 1 second for the following\n    list of recipients:\n\nweg@kunde.test: {reason}\n\n    Please note that this "
        "is only a temporary failure report.\n    The message is kept in the queue for up to 7 days.\n    You DO NOT NEED to "
        "re-send the message to these recipients.\n", "Content-Type: message/delivery-status\n\nReporting-MTA: dns; vm\n\n"
        f"Final-Recipient: rfc822; weg@kunde.test\nAction: {action}\nStatus: {code}\n", HEADERS], **DAEMON)


mail("bounce-opensmtpd-delayed", opensmtpd("delayed", "4.0.0", "Network error on destination MXs"), event="none")
# Version 6 says "delayed" also where it gives up.
mail("bounce-opensmtpd-6-expired", opensmtpd("delayed", "4.4.7", "Envelope expired"),
     event="status", status="failed", about=OURS, error="4.4.7 Envelope expired")
mail("bounce-opensmtpd-7-expired", opensmtpd("failed", "5.4.7", "Envelope expired"),
     event="status", status="failed", about=OURS, error="5.4.7 Envelope expired")
mail("bounce-delayed-elsewhere", opensmtpd("delayed", "4.4.7", "Message delayed"), event="none")


def main():
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.eml"):
        old.unlink()
    expected = {}
    for number, (name, raw, what) in enumerate(mails, 1):
        file = f"{number:03d}-{name}.eml"
        what["name_of_case"] = name
        # The large ones are built again where they are needed instead of being kept.
        if what.pop("store", True):
            (OUT / file).write_bytes(raw)
            expected[file] = what
    (OUT / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    print(len(mails), "mails,", len(expected), "kept")


def large():
    """Writes the large ones and their expectations into the directory given."""
    import sys
    out = pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    expected = {}
    for number, (name, raw, what) in enumerate(mails, 1):
        if not what.pop("store", True):
            file = f"{number:03d}-{name}.eml"
            (out / file).write_bytes(raw)
            expected[file] = what
    (out / "expected.json").write_text(json.dumps(expected, ensure_ascii=False))


if __name__ == "__main__":
    import sys
    large() if len(sys.argv) > 2 and sys.argv[1] == "--large" else main()
