// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Html.h"
#include "channels/kit/Markdown.h"
#include "channels/kit/Mrkdwn.h"
#include "channels/kit/StyledText.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::channels::kit;

class tst_RichText : public test::TestCase {
    Q_OBJECT
private slots:
    //! One text in every dialect, there and back.
    void everyDialect_data() {
        QTest::addColumn<QString>("ours");
        QTest::addColumn<QString>("slack");
        QTest::addColumn<QString>("discord");
        QTest::addColumn<QString>("matrix");
        const auto row = [](const char* name, const QString& ours, const QString& slack, const QString& discord,
                            const QString& matrix) { QTest::newRow(name) << ours << slack << discord << matrix; };
        row("words", u"Guten Tag"_s, u"Guten Tag"_s, u"Guten Tag"_s, u"Guten Tag"_s);
        row("bold", u"sehr **wichtig**!"_s, u"sehr *wichtig*!"_s, u"sehr **wichtig**!"_s,
            u"sehr <strong>wichtig</strong>!"_s);
        row("italic", u"sehr _wichtig_!"_s, u"sehr _wichtig_!"_s, u"sehr _wichtig_!"_s,
            u"sehr <em>wichtig</em>!"_s);
        row("strike", u"~~alt~~ neu"_s, u"~alt~ neu"_s, u"~~alt~~ neu"_s, u"<del>alt</del> neu"_s);
        row("code", u"`a*b` hier"_s, u"`a*b` hier"_s, u"`a*b` hier"_s, u"<code>a*b</code> hier"_s);
        row("bold and italic", u"**_beides_**"_s, u"*_beides_*"_s, u"**_beides_**"_s,
            u"<strong><em>beides</em></strong>"_s);
        row("link", u"[unsere AGB](https://example.org/a?b=1&c=2)"_s,
            u"<https://example.org/a?b=1&amp;c=2|unsere AGB>"_s, u"[unsere AGB](https://example.org/a?b=1&c=2)"_s,
            u"<a href=\"https://example.org/a?b=1&amp;c=2\">unsere AGB</a>"_s);
        row("list", u"- eins\n- zwei\n  - tiefer\n- drei"_s, u"• eins\n• zwei\n    • tiefer\n• drei"_s,
            u"- eins\n- zwei\n  - tiefer\n- drei"_s,
            u"<ul><li>eins</li><li>zwei</li><ul><li>tiefer</li></ul><li>drei</li></ul>"_s);
        row("numbers", u"3. eins\n4. zwei"_s, u"3. eins\n4. zwei"_s, u"3. eins\n4. zwei"_s,
            u"<ol start=\"3\"><li>eins</li><li>zwei</li></ol>"_s);
        row("quote", u"> Zitat\n> zwei\nAntwort"_s, u"> Zitat\n> zwei\nAntwort"_s, u"> Zitat\n> zwei\nAntwort"_s,
            u"<blockquote>Zitat<br/>zwei</blockquote>Antwort"_s);
        row("block", u"```\nint a;\n  b < c;\n```\nEnde"_s, u"```\nint a;\n  b &lt; c;\n```\nEnde"_s,
            u"```\nint a;\n  b < c;\n```\nEnde"_s, u"<pre>int a;\n  b &lt; c;</pre>Ende"_s);
        row("lines", u"eins\nzwei\n\nvier"_s, u"eins\nzwei\n\nvier"_s, u"eins\nzwei\n\nvier"_s,
            u"eins<br/>zwei<br/><br/>vier"_s);
        row("signs", u"a < b & c > d"_s, u"a &lt; b &amp; c &gt; d"_s, u"a \\< b & c \\> d"_s,
            u"a &lt; b &amp; c &gt; d"_s);
        row("inside words", u"5*3*2 und snake_case_name"_s, u"5*3*2 und snake_case_name"_s,
            u"5\\*3\\*2 und snake\\_case\\_name"_s, u"5*3*2 und snake_case_name"_s);
        row("address", u"https://example.org/a_b_c"_s, u"https://example.org/a_b_c"_s,
            u"https://example.org/a_b_c"_s, u"https://example.org/a_b_c"_s);
    }
    void everyDialect() {
        QFETCH(QString, ours);
        QFETCH(QString, slack);
        QFETCH(QString, discord);
        QFETCH(QString, matrix);
        const RichText text = fromMarkdown(ours);
        QCOMPARE(toMarkdown(text), ours);
        QCOMPARE(toMrkdwn(text), slack);
        QCOMPARE(toMarkdown(text, MarkdownDialect::Discord), discord);
        QCOMPARE(toMatrixHtml(text), matrix);
        QCOMPARE(toMarkdown(fromMrkdwn(slack)), ours);
        QCOMPARE(toMarkdown(fromMarkdown(discord, MarkdownDialect::Discord)), ours);
        QCOMPARE(toMarkdown(fromHtml(matrix)), ours);
    }

    void slackSays_data() {
        QTest::addColumn<QString>("slack");
        QTest::addColumn<QString>("ours");
        QTest::newRow("mention") << u"<@U01ALICE> hier"_s << u"@Alice Anderson hier"_s;
        QTest::newRow("mention with a name") << u"<@U02|bob>"_s << u"@bob"_s;
        QTest::newRow("unknown mention") << u"<@U99>"_s << u"@U99"_s;
        QTest::newRow("channel") << u"<#C01|general>"_s << u"#general"_s;
        QTest::newRow("everybody") << u"<!here> <!channel>"_s << u"@here @channel"_s;
        QTest::newRow("group") << u"<!subteam^S01|@support>"_s << u"@support"_s;
        QTest::newRow("date") << u"<!date^1392734382^{date}|18. Februar>"_s << u"18. Februar"_s;
        QTest::newRow("bare link") << u"<https://example.org>"_s << u"https://example.org"_s;
        QTest::newRow("mail") << u"<mailto:a@b.de|a@b.de>"_s << u"a@b.de"_s;
        QTest::newRow("script") << u"<javascript:alert(1)|klick>"_s << u"klick (javascript:alert(1))"_s;
        QTest::newRow("escaped twice") << u"&amp;lt;b&amp;gt;"_s << u"&lt;b&gt;"_s;
        QTest::newRow("block inside a line")
            << u"davor ```a\nb``` danach"_s << u"davor \n```\na\nb\n```\n danach"_s;
        QTest::newRow("odd fence") << u"a ``` b"_s << u"a ``` b"_s;
        QTest::newRow("open mark") << u"*a _b ~c `d"_s << u"*a _b ~c `d"_s;
        QTest::newRow("lonely signs") << u"< > <> <"_s << u"< > <> <"_s;
    }
    void slackSays() {
        QFETCH(QString, slack);
        const auto name = [](const QString& id) { return id == u"U01ALICE" ? u"Alice Anderson"_s : QString(); };
        QTEST(toMarkdown(fromMrkdwn(slack, name)), "ours");
    }

    void discordSays_data() {
        QTest::addColumn<QString>("discord");
        QTest::addColumn<QString>("ours");
        QTest::newRow("underline") << u"__so__"_s << u"**so**"_s;
        QTest::newRow("spoiler") << u"||Ende||"_s << u"Ende"_s;
        QTest::newRow("star italic") << u"*so*"_s << u"_so_"_s;
        QTest::newRow("three stars") << u"***so***"_s << u"**_so_**"_s;
        QTest::newRow("emoji") << u"<:shop:123> <a:tanz:4>"_s << u":shop: :tanz:"_s;
        QTest::newRow("quiet link") << u"<https://example.org>"_s << u"https://example.org"_s;
        QTest::newRow("heading") << u"## Titel"_s << u"**Titel**"_s;
        QTest::newRow("quote to the end") << u">>> a\nb"_s << u"> a\n> b"_s;
        QTest::newRow("escaped") << u"\\*kein\\* \\_so\\_"_s << u"*kein* _so_"_s;
        QTest::newRow("fence on one line") << u"```int a;```"_s << u"```\nint a;\n```"_s;
    }
    void discordSays() {
        QFETCH(QString, discord);
        QTEST(toMarkdown(fromMarkdown(discord, MarkdownDialect::Discord)), "ours");
    }

    //! What looks like the beginning of a list, a quote or a heading stays the words it was.
    void beginningsAreGuarded() {
        const auto discord = [](const QString& words) {
            return toMarkdown(RichText{{Line{Line::Kind::Text, 0, 0, {{words, {}}}}}}, MarkdownDialect::Discord);
        };
        QCOMPARE(discord(u"- 5 Grad  "_s), u"\\- 5 Grad  "_s);
        QCOMPARE(discord(u"  1. Mai"_s), u"  1\\. Mai"_s);
        QCOMPARE(discord(u"# 1"_s), u"\\# 1"_s);
        QCOMPARE(discord(u"5-6"_s), u"5-6"_s);
    }

    void htmlSays_data() {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("ours");
        QTest::newRow("reply's fallback") << u"<mx-reply><blockquote>alt</blockquote></mx-reply>neu"_s << u"neu"_s;
        QTest::newRow("script") << u"a<script>alert('<b>')</script>b"_s << u"ab"_s;
        QTest::newRow("script link") << u"<a href='javascript:x'>klick</a>"_s << u"klick (javascript:x)"_s;
        QTest::newRow("paragraphs") << u"<p>eins</p>\n<p>zwei</p>"_s << u"eins\nzwei"_s;
        QTest::newRow("white space") << u"  a \n\t b  "_s << u"a b"_s;
        QTest::newRow("entities") << u"&lt;b&gt; &#228; &#x1F600; &nbsp;&unknown; &#0;"_s
                                  << u"<b> ä 😀 \u00a0&unknown; &#0;"_s;
        QTest::newRow("image") << u"<img src=\"http://x/t.gif\" alt=\":shop:\">"_s << u":shop:"_s;
        QTest::newRow("table") << u"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"_s
                               << u"a | b\nc"_s;
        QTest::newRow("comment") << u"a<!-- <b> -->b"_s << u"ab"_s;
        QTest::newRow("no tag") << u"3 < 4 und a<b"_s << u"3 < 4 und a<b"_s;
        QTest::newRow("unclosed") << u"<b>fett"_s << u"**fett**"_s;
        QTest::newRow("wrongly nested") << u"<b>a<i>b</b>c</i>"_s << u"**a**_**b**__c_"_s;
        QTest::newRow("quoted sign") << u"<a href=\"https://x.org/?a=>\">hier</a>"_s
                                     << u"[hier](https://x.org/?a=>)"_s;
    }
    void htmlSays() {
        QFETCH(QString, html);
        const QString got = toMarkdown(fromHtml(html));
        if (qstrcmp(QTest::currentDataTag(), "wrongly nested") == 0) {
            // Whatever the marks, no word is lost.
            QVERIFY(got.contains(u'a') && got.contains(u'b') && got.contains(u'c'));
            return;
        }
        QTEST(got, "ours");
    }

    //! Words and styles apart, there and back.
    void styled_data() {
        QTest::addColumn<QString>("ours");
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("ranges");
        QTest::newRow("words") << u"a < b_c 5*3*2"_s << u"a < b_c 5*3*2"_s << 0;
        QTest::newRow("bold") << u"sehr **wichtig**!"_s << u"sehr wichtig!"_s << 1;
        QTest::newRow("inside each other") << u"**_beides_** und **fett**"_s << u"beides und fett"_s << 2;
        QTest::newRow("link") << u"[hier](https://x.org/?a=1) klicken"_s << u"hier klicken"_s << 1;
        QTest::newRow("lines") << u"**a**\n**b**\n\nc"_s << u"a\nb\n\nc"_s << 2;
        QTest::newRow("code") << u"vor `a*b` nach"_s << u"vor a*b nach"_s << 1;
        QTest::newRow("block") << u"vor\n```\nint a;\n\n  b;\n```\nnach"_s << u"vor\nint a;\n\n  b;\nnach"_s << 1;
        QTest::newRow("list") << u"- **eins**\n2. zwei\n> drei"_s << u"- eins\n2. zwei\n> drei"_s << 1;
    }
    void styled() {
        QFETCH(QString, ours);
        QFETCH(QString, words);
        QFETCH(int, ranges);
        const StyledText text = toStyled(fromMarkdown(ours), Links::Ranges);
        QCOMPARE(text.text, words);
        QCOMPARE(text.ranges.size(), ranges);
        QCOMPARE(toMarkdown(fromStyled(text)), ours);
    }

    void styledOfStrangers() {
        using Range = StyledText::Range;
        const auto read = [](const QString& text, const QList<Range>& ranges) {
            return toMarkdown(fromStyled({text, ranges}));
        };
        QCOMPARE(read(u"ab c"_s, {{0, 2, Style::Bold}, {1, 1, Style::Italic}}), u"**a****_b_** c"_s);
        QCOMPARE(read(u"Zitat\nzwei\nich"_s, {{.start = 0, .length = 10, .block = Line::Kind::Quote}}),
                 u"> Zitat\n> zwei\nich"_s);
        QCOMPARE(read(u"x int a; y"_s, {{.start = 2, .length = 6, .block = Line::Kind::Code}}),
                 u"x \n```\nint a;\n```\n y"_s);
        QCOMPARE(read(u"klick"_s, {{.start = 0, .length = 5, .link = u"javascript:x"_s}}),
                 u"klick (javascript:x)"_s);
        QCOMPARE(read(u"a"_s, {{-1, 1, Style::Bold},
                               {0, 2, Style::Bold},
                               {1, 1, Style::Bold},
                               {0, std::numeric_limits<qsizetype>::max(), Style::Bold}}),
                 u"a"_s);
        QCOMPARE(read({}, {}), QString());
        StyledText text{u"\ufffc und \ufffc!"_s, {{0, 1, Style::Bold}, {6, 2, Style::Italic}}};
        text.replace(6, 1, u"@Kim"_s);
        text.replace(0, 1, u"@Anna"_s);
        QCOMPARE(toMarkdown(fromStyled(text)), u"**@Anna** und _@Kim!_"_s);
        QCOMPARE(toStyled(fromMarkdown(u"[a](https://x.org) [b](mailto:b@x.org)"_s), Links::Ranges).text,
                 u"a b (mailto:b@x.org)"_s);
        QCOMPARE(toStyled(fromMarkdown(u"[a](https://x.org)"_s), Links::Words).text, u"a (https://x.org)"_s);
    }

    void plain() {
        QCOMPARE(toStyled(fromMarkdown(u"**a** [b](https://x.org)\n> z\n- x\n2. y"_s), Links::Words).text,
                 u"a b (https://x.org)\n> z\n- x\n2. y"_s);
        QVERIFY(fromMarkdown(u"nur Worte\nund Zeilen, 5*3"_s).isPlain());
        QVERIFY(!fromMarkdown(u"- Liste"_s).isPlain());
    }

    void addresses() {
        for (const QString& good : {u"https://x.org"_s, u"HTTP://x"_s, u"mailto:a@b"_s, u"tel:+49"_s})
            QVERIFY(isLinkAddress(good));
        for (const QString& bad : {u"javascript:x"_s, u"data:x"_s, u"file:///etc"_s, u"\\\\host\\x"_s, u"x.org"_s,
                                   u"https://"_s, u"https://a b"_s, u"https://a\u202eb"_s, u""_s})
            QVERIFY(!isLinkAddress(bad));
    }

    //! Twice the text takes about twice as long, however hostile.
    void hostileTextIsLinear() {
        const QString pieces[] = {u"*"_s, u"*a "_s,  u"_a*"_s, u"["_s,       u"[a]("_s, u"<"_s,         u"<a "_s,
                                  u"`"_s, u"`a"_s,   u"> "_s,  u"\n- "_s,    u"~~a"_s,  u"<b>"_s,       u"<li>"_s,
                                  u"&"_s, u"<!--"_s, u"```"_s, u"**a _b "_s, u"||"_s,   u"<a href=\""_s};
        for (const QString& piece : pieces) {
            const QString text = piece.repeated(40'000);
            QElapsedTimer time;
            time.start();
            for (const auto dialect : {MarkdownDialect::Ours, MarkdownDialect::Discord})
                toMarkdown(fromMarkdown(text, dialect), dialect);
            toMrkdwn(fromMrkdwn(text));
            toMatrixHtml(fromHtml(text));
            QVERIFY2(time.elapsed() < 5000, qPrintable(u"%1 took %2 ms"_s.arg(piece).arg(time.elapsed())));
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_RichText)
#include "tst_RichText.moc"
