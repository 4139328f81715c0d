// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestCase.h"

#include "ui/common/Avatar.h"
#include "ui/common/Controls.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/Painting.h"
#include "ui/common/UiSettings.h"
#include "ui/theme/StyleSheet.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace souffleur;
using namespace souffleur::ui;

namespace {
//! Where something was painted in black on white; coloured: whether any of it is neither.
QRect inkOf(const std::function<void(QPainter&)>& paint, bool* coloured = nullptr) {
    QImage image(100, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paint(painter);
    painter.end();
    QRect ink;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor colour = image.pixelColor(x, y);
            if (colour == Qt::white)
                continue;
            ink |= QRect(x, y, 1, 1);
            if (coloured && colour.saturation() > 100)
                *coloured = true;
        }
    return ink;
}
} // namespace

class tst_Theme : public test::TestCase {
    Q_OBJECT
private slots:
    void contrastOfTextPairs_data() {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("behind");
        for (const bool dark : {false, true}) {
            const Tokens t = makeTokens(dark);
            const QByteArray mode = dark ? "dark " : "light ";
            const QList<std::pair<const char*, QColor>> areas = {
                {"bg", t.bg}, {"surface", t.surface}, {"raised", t.raised}, {"whisper", t.whisper},
                {"in", t.in}, {"out", t.out},         {"note", t.note},     {"accentWeak", t.accentWeak}};
            for (const auto& [name, colour] : areas) {
                QTest::addRow("%stext on %s", mode.constData(), name) << t.text << colour;
                QTest::addRow("%smuted on %s", mode.constData(), name) << t.muted << colour;
            }
            for (const auto& [name, colour] : areas.mid(0, 3)) {
                QTest::addRow("%sfaint on %s", mode.constData(), name) << t.faint << colour;
                QTest::addRow("%saccent on %s", mode.constData(), name) << t.accent << colour;
                QTest::addRow("%sok on %s", mode.constData(), name) << t.ok << colour;
                QTest::addRow("%swarn on %s", mode.constData(), name) << t.warn << colour;
                QTest::addRow("%sbad on %s", mode.constData(), name) << t.bad << colour;
            }
            QTest::addRow("%saccent on accentWeak", mode.constData()) << t.accent << t.accentWeak;
            QTest::addRow("%saccent on whisper", mode.constData()) << t.accent << t.whisper;
            QTest::addRow("%saccent on out", mode.constData()) << t.accent << t.out;
            QTest::addRow("%sonAccent on accent", mode.constData()) << t.onAccent << t.accent;
            QTest::addRow("%swarn on warnBg", mode.constData()) << t.warn << t.warnBg;
            QTest::addRow("%sbad on badBg", mode.constData()) << t.bad << t.badBg;
            QTest::addRow("%sbad on out", mode.constData()) << t.bad << t.out;
            QTest::addRow("%swarn on out", mode.constData()) << t.warn << t.out;
            QTest::addRow("%stext on warnBg", mode.constData()) << t.text << t.warnBg;
            QTest::addRow("%stext on badBg", mode.constData()) << t.text << t.badBg;
        }
        // Initials are white on every disc.
        for (int i = 0; i < 200; ++i) {
            const QColor disc = avatarColour(QUuid::createUuidV5(QUuid(), QByteArray::number(i)));
            QTest::addRow("initials %d", i) << QColor(Qt::white) << disc;
        }
    }
    void contrastOfTextPairs() {
        QFETCH(QColor, text);
        QFETCH(QColor, behind);
        QVERIFY2(contrast(text, behind) >= 4.5,
                 qPrintable(u"%1 on %2: %3"_s.arg(text.name(), behind.name()).arg(contrast(text, behind))));
    }

    void contrastFormula() {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 10), 210);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
        // Both signs of the formula: #777 on white is the well-known near miss.
        QVERIFY(contrast(QColor(0x77, 0x77, 0x77), Qt::white) < 4.5);
        QVERIFY(contrast(QColor(0x76, 0x76, 0x76), Qt::white) >= 4.5);
    }

    void styleSheetIsWhole() {
        for (const int percent : {80, 100, 200}) {
            const QString sheet = makeStyleSheet(makeTokens(true), percent);
            QVERIFY2(!sheet.contains(u'$'), "a token was not replaced");
            QCOMPARE(sheet.count(u'{'), sheet.count(u'}'));
            QVERIFY(sheet.contains(u"border: 1px"_s));
        }
        QVERIFY(makeStyleSheet(makeTokens(false), 200).contains(u"border: 4px solid #5548d9"_s));
    }

    void scalesAndSwitches() {
        Theme theme;
        theme.setMode(ColourMode::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setMode(ColourMode::Dark);
        QVERIFY(theme.tokens().dark);
        theme.setScale(300);
        QCOMPARE(theme.scale(), 200);
        QCOMPARE(theme.px(13), 26);
        QCOMPARE(theme.font(TextRole::Body).pixelSize(), 26);
        theme.setScale(10);
        QCOMPARE(theme.scale(), 80);
        QCOMPARE(changed.count(), 3);
        // Digits come from the text font, never from the emoji font.
        QCOMPARE(theme.font(TextRole::Body).families().first(), theme.family());
        QVERIFY(!theme.family().contains(u"Emoji"_s));
    }

    void iconsAreThereAndTinted() {
        Theme theme;
        const QStringList used = {
            u"inbox"_s,        u"unassigned"_s,    u"mention"_s, u"snooze"_s,   u"all"_s,     u"done"_s,
            u"settings"_s,     u"user"_s,          u"plus"_s,    u"close"_s,    u"warning"_s, u"error"_s,
            u"info"_s,         u"search"_s,        u"filter"_s,  u"pencil"_s,   u"tick"_s,    u"tick-double"_s,
            u"clock"_s,        u"undo"_s,          u"image"_s,   u"document"_s, u"voice"_s,   u"location"_s,
            u"sticker"_s,      u"play"_s,          u"copy"_s,    u"link"_s,     u"quote"_s,   u"more"_s,
            u"chevron-down"_s, u"chevron-right"_s, u"globe"_s};
        for (const auto& name : used) {
            const QIcon icon = theme.icon(name, Qt::red);
            QVERIFY2(!icon.isNull(), qPrintable(name));
            const QImage image = icon.pixmap(QSize(32, 32), 2.0).toImage();
            QCOMPARE(image.size(), QSize(64, 64));
            int red = 0;
            int other = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    if (pixel.alpha() > 200)
                        (pixel.red() > 200 && pixel.blue() < 60 ? red : other)++;
                }
            }
            QVERIFY2(red > 20, qPrintable(name));
            QCOMPARE(other, 0);
        }
    }

    void everyErrorHasWords() {
        QSet<QString> sentences;
        QSet<QString> briefs;
        int count = 0;
        for (int i = 0; i <= int(ErrorCode::Bug); ++i, ++count) {
            const Error error = makeError(ErrorCode(i));
            const QString sentence = ErrorText::sentence(error);
            QVERIFY2(!sentence.isEmpty(), qPrintable(error.toString()));
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
            // What happened and what to do: more than one clause, and never the bare code.
            QVERIFY2(sentence.size() > 25, qPrintable(sentence));
            QVERIFY2(!sentence.contains(u'_'), qPrintable(sentence));
            QVERIFY2(!ErrorText::brief(error).isEmpty(), qPrintable(error.toString()));
            sentences += sentence;
            briefs += ErrorText::brief(error);
        }
        QCOMPARE(sentences.size(), count);
        QCOMPARE(briefs.size(), count);
        const QString refused = ErrorText::sentence(makeError(ErrorCode::Rejected, u"chat \u202Enot found"_s));
        QVERIFY(refused.contains(QChar(0x2068)) && refused.contains(QChar(0x2069)));
        QVERIFY(ErrorText::sentence({ErrorCode::RateLimited, {}, 90}).contains(u"1 min"_s));
    }

    void countdowns_data() {
        QTest::addColumn<qint64>("left");
        QTest::addColumn<QString>("text");
        QTest::newRow("minutes") << qint64(451'000) << u"07:31"_s;
        QTest::newRow("overdue") << qint64(-252'000) << u"\u221204:12"_s;
        QTest::newRow("now") << qint64(0) << u"00:00"_s;
        QTest::newRow("just under an hour") << qint64(3'599'999) << u"59:59"_s;
        QTest::newRow("hours") << qint64(11'100'000) << u"3:05 h"_s;
        QTest::newRow("days over") << qint64(-3 * 86'400'000LL) << u"\u22123 d"_s;
    }
    void countdowns() {
        QFETCH(qint64, left);
        QFETCH(QString, text);
        QCOMPARE(Format::countdown(Milliseconds(left)), text);
    }

    void timesInWords() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        const auto at = [](int day, int hour, int minute) {
            return fromDateTime(QDateTime(QDate(2026, 11, day), QTime(hour, minute)).toUTC());
        };
        const Timestamp now = at(12, 12, 0);
        QCOMPARE(Format::relative(at(12, 12, 0), now), u"just now"_s);
        QCOMPARE(Format::relative(at(12, 11, 57), now), u"3 min ago"_s);
        QCOMPARE(Format::relative(at(12, 9, 5), now), u"09:05"_s);
        QCOMPARE(Format::relative(at(11, 23, 0), now), u"yesterday"_s);
        QCOMPARE(Format::relative(at(9, 23, 0), now), u"Mon"_s);
        QCOMPARE(Format::listTime(at(1, 8, 0), now), u"1 Nov"_s);
        QCOMPARE(Format::day(at(12, 0, 1), now), u"Today"_s);
        QCOMPARE(Format::day(at(1, 8, 0), now), u"1 November"_s);
        QCOMPARE(Format::duration(Milliseconds(12 * 60'000)), u"12 min"_s);
        QCOMPARE(Format::duration(Milliseconds(200 * 60'000)), u"3 h 20 min"_s);
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(Format::day(at(1, 8, 0), now), u"1 November"_s); // the pattern is English until it is translated
        QCOMPARE(Format::count(1234567), u"1.234.567"_s);
        QLocale::setDefault(QLocale::c());
    }

    void initialsOfAllKinds_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("letters");
        QTest::newRow("two") << u"Miriam Kessler"_s << u"MK"_s;
        QTest::newRow("three") << u"Anna Maria von Berg"_s << u"AB"_s;
        QTest::newRow("one") << u"Kaya"_s << u"K"_s;
        QTest::newRow("number") << u"+49 170"_s << u"41"_s;
        QTest::newRow("empty") << QString() << u"#"_s;
        QTest::newRow("emoji only") << u"\U0001F600"_s << u"#"_s;
        QTest::newRow("emoji first") << u"\U0001F31F Stella Blau"_s << u"SB"_s;
    }
    void initialsOfAllKinds() {
        QFETCH(QString, name);
        QFETCH(QString, letters);
        QCOMPARE(initials(name), letters);
    }

    void digitsDoNotTremble() {
        Theme theme;
        const QFont font = theme.font(TextRole::Caption);
        QCOMPARE(tabularWidth(font, u"11:11"_s), tabularWidth(font, u"08:45"_s));
        // And they are drawn, as wide as they are said to be, at the right.
        const QRect ink = inkOf([&](QPainter& painter) {
            painter.setFont(font);
            drawTabular(&painter, QRectF(0, 0, 100, 20), Qt::AlignRight, u"08:45"_s);
        });
        QVERIFY(ink.right() >= 96 && ink.right() < 100);
        QVERIFY(std::abs(ink.width() - tabularWidth(font, u"08:45"_s)) < 4);
    }

    void heartsAreRed() {
        Theme theme;
        const auto isColoured = [&](const QFont& font) {
            bool coloured = false;
            inkOf(
                [&](QPainter& painter) {
                    painter.setFont(font);
                    painter.drawText(QRect(0, 0, 100, 40), Qt::AlignCenter, u"\u2764\uFE0F"_s);
                },
                &coloured);
            return coloured;
        };
        QVERIFY(isColoured(theme.emojiFont(20)));
    }

    void settingsAreKept() {
        QTemporaryDir directory;
        const QString file = directory.filePath(u"ui.conf"_s);
        {
            UiSettings settings(file);
            QSignalSpy changed(&settings, &UiSettings::changed);
            QCOMPARE(settings.textScale(), 100);
            settings.setTextScale(500);
            settings.setTextScale(200);
            QCOMPARE(changed.count(), 1);
            settings.setShortcut(u"next"_s, u"F4"_s);
            settings.setState(u"main.columns"_s, QByteArray("\0\1x", 3));
            settings.setAssistLevel(AssistLevel::Quiet);
        }
        UiSettings again(file);
        QCOMPARE(again.textScale(), 200);
        QCOMPARE(again.shortcut(u"next"_s), u"F4"_s);
        QCOMPARE(again.state(u"main.columns"_s), QByteArray("\0\1x", 3));
        QCOMPARE(again.assistLevel(), AssistLevel::Quiet);
        QCOMPARE(again.holdSeconds(), -1);
    }

    void iconButtonsAreNamed() {
        Theme theme;
        IconButton button(theme, u"close"_s, u"Close"_s);
        QCOMPARE(button.accessibleName(), u"Close"_s);
        button.setLabel(u"Quit"_s, QKeySequence(Qt::CTRL | Qt::Key_Q));
        QCOMPARE(button.accessibleName(), u"Quit"_s);
        QVERIFY(button.toolTip().startsWith(u"Quit ("_s));
        QVERIFY(button.minimumSize().width() >= 24 && button.minimumSize().height() >= 24);
    }
};

SOUFFLEUR_UI_TEST_MAIN(tst_Theme)
#include "tst_Theme.moc"
