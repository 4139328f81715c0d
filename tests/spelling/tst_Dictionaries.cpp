// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spelling/Dictionaries.h"
#include "support/TestCase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace souffleur;
using namespace souffleur::spelling;
using namespace souffleur::test;

namespace {

void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

//! A small German dictionary in Latin 1, as the distributions have it.
struct Shelf {
    QTemporaryDir directory;
    Dictionaries dictionaries{{directory.path()}};

    Shelf() {
        add(u"de_DE"_s,
            "SET ISO8859-1\nTRY esianrtolcdugmphbyfvkwESIANRTOLCDUGMPHBYFVKW\xe4\xf6\xfc\xdf\n"
            "COMPOUNDFLAG x\nCOMPOUNDMIN 3\n",
            QString::fromUtf8("4\npaket/x\nR\u00fccksendung\nStra\u00dfe\nhat\n").toLatin1());
    }
    void add(const QString& name, const QByteArray& rules, const QByteArray& words) const {
        write(directory.filePath(name + u".aff"_s), rules);
        write(directory.filePath(name + u".dic"_s), words);
    }
};

} // namespace

class TestDictionaries : public TestCase {
    Q_OBJECT
private slots:
    void findsWhatIsWrong() {
        Shelf shelf;
        const auto wrong = shelf.dictionaries.misspelt(
            u"de_DE"_s, {u"Paket"_s, u"Pakett"_s, u"Rücksendung"_s, u"Rücksndung"_s, u"Straße"_s});
        VERIFY_OK(wrong);
        QCOMPARE(*wrong, (QStringList{u"Pakett"_s, u"Rücksndung"_s}));
        const auto compound = shelf.dictionaries.misspelt(u"de_DE"_s, {u"Paketpaket"_s});
        VERIFY_OK(compound);
        QVERIFY(compound->isEmpty());
    }

    void saysWhatMayBeMeant() {
        Shelf shelf;
        const auto found = shelf.dictionaries.corrections(u"de_DE"_s, u"Rücksndung"_s, 5);
        VERIFY_OK(found);
        QCOMPARE(found->value(0), u"Rücksendung"_s);
        const auto none = shelf.dictionaries.corrections(u"de_DE"_s, u"Rücksndung"_s, 0);
        VERIFY_OK(none);
        QVERIFY(none->isEmpty());
    }

    //! Latin 1 has no Cyrillic; a word of another script is not a mistake in German.
    void foreignLettersAreNotWrong() {
        Shelf shelf;
        const auto wrong = shelf.dictionaries.misspelt(u"de_DE"_s, {u"Привет"_s, QString(), QString(500, u'x')});
        VERIFY_OK(wrong);
        QVERIFY(wrong->isEmpty());
        VERIFY_OK(shelf.dictionaries.corrections(u"de_DE"_s, u"Привет"_s, 5));
    }

    void typographicApostrophe() {
        Shelf shelf;
        shelf.add(u"en_US"_s, "SET UTF-8\nWORDCHARS '\n", "2\ndon't\nparcel\n");
        const auto wrong = shelf.dictionaries.misspelt(u"en_US"_s, {u"don\u2019t"_s, u"don't"_s, u"parcl"_s});
        VERIFY_OK(wrong);
        QCOMPARE(*wrong, QStringList{u"parcl"_s});
    }

    void eachFileIsListedOnce() {
        Shelf shelf;
        for (const char* ending : {".aff", ".dic"}) {
            const QString end = QString::fromLatin1(ending);
            QVERIFY(QFile::link(u"de_DE"_s + end, shelf.directory.filePath(u"de_BE"_s + end)));
            QVERIFY(QFile::copy(shelf.directory.filePath(u"de_DE"_s + end),
                                shelf.directory.filePath(u"de_AT"_s + end)));
        }
        write(shelf.directory.filePath(u"en_GB.dic"_s), "0\n"); // its rules are missing
        shelf.add(u"hyph_de_DE"_s, "SET UTF-8\n", "0\n");       // for something else
        QCOMPARE(shelf.dictionaries.names(), (QStringList{u"de_AT"_s, u"de_DE"_s}));
        // The other name works nevertheless.
        VERIFY_OK(shelf.dictionaries.misspelt(u"de_BE"_s, {u"Paket"_s}));
    }

    void theFirstDirectoryWins() {
        Shelf own;
        Shelf shared;
        own.add(u"de_DE"_s, "SET UTF-8\n", "1\nSouffleur\n");
        Dictionaries both({own.directory.path(), shared.directory.path()});
        QCOMPARE(both.names(), QStringList{u"de_DE"_s});
        const auto wrong = both.misspelt(u"de_DE"_s, {u"Souffleur"_s, u"Paket"_s});
        VERIFY_OK(wrong);
        QCOMPARE(*wrong, QStringList{u"Paket"_s});
    }

    void whatIsNotThere() {
        Shelf shelf;
        for (const QString& name : {u"fr_FR"_s, QString(), u"../de_DE"_s, u"/etc/passwd"_s}) {
            QCOMPARE(shelf.dictionaries.misspelt(name, {u"Paket"_s}).error().code, ErrorCode::NotFound);
            QCOMPARE(shelf.dictionaries.corrections(name, u"Paket"_s, 3).error().code, ErrorCode::NotFound);
        }
        Dictionaries nothing({u"/nowhere"_s});
        QVERIFY(nothing.names().isEmpty());
    }

    void anUnknownEncodingIsDamage() {
        Shelf shelf;
        shelf.add(u"xx"_s, "SET KLINGON-7\n", "1\nword\n");
        QCOMPARE(shelf.dictionaries.misspelt(u"xx"_s, {u"word"_s}).error().code, ErrorCode::Damaged);
    }
};

SOUFFLEUR_TEST_MAIN(TestDictionaries)
#include "tst_Dictionaries.moc"
