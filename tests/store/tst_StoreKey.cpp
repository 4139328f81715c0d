// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/AttachmentStore.h"
#include "store/StoreKey.h"
#include "support/TestCase.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace souffleur;
using namespace souffleur::store;

namespace {
QByteArray bytesOf(const StoreKey& key) {
    return QByteArray(reinterpret_cast<const char*>(key.data()), 32);
}
QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
void overwrite(const QString& path, const QByteArray& content) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
}
} // namespace

class tst_StoreKey : public souffleur::test::TestCase {
    Q_OBJECT
private slots:
    void keysAreRandomAndDerive() {
        const StoreKey a = StoreKey::generate();
        const StoreKey b = StoreKey::generate();
        QVERIFY(bytesOf(a) != bytesOf(b));
        QCOMPARE(bytesOf(a.clone()), bytesOf(a));
        QCOMPARE(a.derive("index"_ba).size(), 32);
        QCOMPARE(a.derive("index"_ba), a.clone().derive("index"_ba));
        QVERIFY(a.derive("index"_ba) != a.derive("attachments"_ba));
        QVERIFY(a.derive("index"_ba) != b.derive("index"_ba));
        QVERIFY(a.derive("index"_ba) != bytesOf(a));
        QCOMPARE(bytesOf(*StoreKey::fromBytes(bytesOf(a))), bytesOf(a));
        QVERIFY(!StoreKey::fromBytes(QByteArray(31, 'x')));
    }

    void keyFileOpensWithPassphraseAndCode() {
        QTemporaryDir directory;
        const QString path = directory.path() + u"/key.json"_s;
        const StoreKey key = StoreKey::generate();
        const auto code = KeyFile::create(path, key, u"Äpfel & Birnen"_s);
        VERIFY_OK(code);
        QVERIFY(QRegularExpression(u"^([A-Z2-7]{5}-){6}[A-Z2-7]{2}$"_s).match(*code).hasMatch());
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
        const QByteArray file = contentOf(path);
        QVERIFY(!file.contains(bytesOf(key).toBase64()) && !file.contains(code->left(11).toUtf8()));

        auto opened = KeyFile::unlock(path, u"A\u0308pfel & Birnen"_s); // the same in another Unicode form
        VERIFY_OK(opened);
        QCOMPARE(bytesOf(*opened), bytesOf(key));
        QCOMPARE(KeyFile::unlock(path, u"falsch"_s).error().code, ErrorCode::WrongPassphrase);
        QCOMPARE(KeyFile::unlock(path, {}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(KeyFile::unlock(path, QString(2000, u'x')).error().code, ErrorCode::InvalidInput);

        QString typed =
            code->toLower().replace(u'-', u' ').replace(u'o', u'0').replace(u'i', u'1').replace(u'b', u'8');
        opened = KeyFile::unlockWithRecoveryCode(path, u"  "_s + typed + u"\n"_s);
        VERIFY_OK(opened);
        QCOMPARE(bytesOf(*opened), bytesOf(key));
        QString other = *code;
        other[0] = other[0] == u'A' ? u'C' : u'A';
        QCOMPARE(KeyFile::unlockWithRecoveryCode(path, other).error().code, ErrorCode::WrongPassphrase);
        for (const QString& nonsense : {QString(), u"ABCDE"_s, *code + u"A"_s, u"?????"_s, QString(500, u'A')})
            QCOMPARE(KeyFile::unlockWithRecoveryCode(path, nonsense).error().code, ErrorCode::InvalidInput);

        VERIFY_OK(KeyFile::changePassphrase(path, key, u"neu"_s));
        QCOMPARE(KeyFile::unlock(path, u"Äpfel & Birnen"_s).error().code, ErrorCode::WrongPassphrase);
        QCOMPARE(bytesOf(*KeyFile::unlock(path, u"neu"_s)), bytesOf(key));
        QCOMPARE(bytesOf(*KeyFile::unlockWithRecoveryCode(path, *code)), bytesOf(key));
        QCOMPARE(KeyFile::create(path, key, u"x"_s).error().code, ErrorCode::Conflict);
    }

    void brokenKeyFilesAreTold() {
        QTemporaryDir directory;
        const QString path = directory.path() + u"/key.json"_s;
        QCOMPARE(KeyFile::unlock(path, u"x"_s).error().code, ErrorCode::NotFound);
        const StoreKey key = StoreKey::generate();
        VERIFY_OK(KeyFile::create(path, key, u"x"_s));
        const QJsonObject good = QJsonDocument::fromJson(contentOf(path)).object();
        const auto with = [&](const std::function<void(QJsonObject&)>& change) {
            QJsonObject file = good;
            change(file);
            overwrite(path, QJsonDocument(file).toJson());
            return KeyFile::unlock(path, u"x"_s).error().code;
        };
        const auto parameter = [&](const QString& name, const QJsonValue& value) {
            return with([&](QJsonObject& file) {
                QJsonObject sealed = file[u"passphrase"_s].toObject();
                sealed[name] = value;
                file[u"passphrase"_s] = sealed;
            });
        };
        QCOMPARE(with([](QJsonObject& file) { file[u"format"_s] = u"other"_s; }), ErrorCode::Damaged);
        QCOMPARE(with([](QJsonObject& file) { file[u"version"_s] = 2; }), ErrorCode::NewerSchema);
        // Nobody makes us burn hours or all memory.
        QCOMPARE(parameter(u"ops"_s, 1'000'000), ErrorCode::Damaged);
        QCOMPARE(parameter(u"memory"_s, 1e15), ErrorCode::Damaged);
        QCOMPARE(parameter(u"salt"_s, u"AAAA"_s), ErrorCode::Damaged);
        QCOMPARE(parameter(u"box"_s, u"AAAA"_s), ErrorCode::Damaged);
        overwrite(path, contentOf(path).left(100));
        QCOMPARE(KeyFile::unlock(path, u"x"_s).error().code, ErrorCode::Damaged);
        overwrite(path, QByteArray(1'000'000, '{'));
        QCOMPARE(KeyFile::unlock(path, u"x"_s).error().code, ErrorCode::TooLarge);
    }

    void attachmentsRoundTrip_data() {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 65'535, 65'536, 65'537, 131'072, 1'000'000})
            QTest::addRow("%d bytes", size) << size;
    }

    void attachmentsRoundTrip() {
        QFETCH(int, size);
        QTemporaryDir directory;
        const StoreKey key = StoreKey::generate();
        AttachmentStore attachments(directory.path() + u"/a"_s, key);
        QByteArray content(size, 'k');
        for (int i = 0; i < size; i += 100)
            content[i] = static_cast<char>(i / 100);
        const AttachmentId id = AttachmentId::create();
        QVERIFY(!attachments.contains(id));
        VERIFY_OK(attachments.write(id, content));
        QVERIFY(attachments.contains(id));
        QCOMPARE(*attachments.read(id), content);
        QCOMPARE(attachments.list(), QList<AttachmentId>({id}));
        QVERIFY(attachments.verify().isEmpty());
        const QString path = directory.path() + u"/a/"_s + id.toString();
        if (size > 100)
            QVERIFY(!contentOf(path).contains("kkkkkkkk"));
        QCOMPARE(AttachmentStore(directory.path() + u"/a"_s, StoreKey::generate()).read(id).error().code,
                 ErrorCode::Damaged);

        // A file that was put in another one's place.
        const AttachmentId other = AttachmentId::create();
        QVERIFY(QFile::copy(path, directory.path() + u"/a/"_s + other.toString()));
        QCOMPARE(attachments.read(other).error().code, ErrorCode::Damaged);
        QCOMPARE(attachments.verify(), QList<AttachmentId>({other}));
        VERIFY_OK(attachments.remove(other));

        const QByteArray sealed = contentOf(path);
        for (qsizetype at = 0; at < sealed.size(); at += std::max<qsizetype>(1, sealed.size() / 50)) {
            QByteArray bad = sealed;
            bad[at] = static_cast<char>(bad.at(at) ^ 1);
            overwrite(path, bad);
            QCOMPARE(attachments.read(id).error().code, ErrorCode::Damaged);
        }
        QList<qsizetype> cuts{0, 7, 8, 31, 32, 48, sealed.size() - 1};
        for (qsizetype chunk = 32 + 65'553; chunk < sealed.size(); chunk += 65'553)
            cuts.append(chunk); // exactly behind a whole chunk
        for (const qsizetype cut : cuts) {
            overwrite(path, sealed.left(cut));
            QCOMPARE(attachments.read(id).error().code, ErrorCode::Damaged);
        }
        overwrite(path, sealed + "x");
        QCOMPARE(attachments.read(id).error().code, ErrorCode::Damaged);
        overwrite(path, sealed);
        QCOMPARE(*attachments.read(id), content);
        VERIFY_OK(attachments.remove(id));
        VERIFY_OK(attachments.remove(id));
        QCOMPARE(attachments.read(id).error().code, ErrorCode::NotFound);
    }

    void otherFilesAreSealedToo() {
        QTemporaryDir directory;
        const AttachmentStore attachments(directory.path(), StoreKey::generate());
        const QString path = directory.path() + u"/faq.index"_s;
        VERIFY_OK(attachments.writeFile(path, "Index"_ba));
        VERIFY_OK(attachments.writeFile(path, "Index neu"_ba));
        QCOMPARE(*attachments.readFile(path), "Index neu"_ba);
        QVERIFY(!contentOf(path).contains("Index"));
        QVERIFY(attachments.list().isEmpty()); // not an attachment
        QCOMPARE(attachments.writeFile(directory.path() + u"/no/such/place"_s, "x"_ba).error().code,
                 ErrorCode::IoError);
    }

    void keychainWithoutServiceIsUnavailable() {
        // No session bus, no desktop: there is no keychain, and nothing is written anywhere instead.
        QTemporaryDir home;
        qputenv("HOME", home.path().toUtf8());
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        for (const char* name :
             {"XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "KDE_FULL_SESSION", "GNOME_KEYRING_CONTROL"})
            qunsetenv(name);
        const StoreKey key = StoreKey::generate();
        const auto written = souffleur::test::await(keychain::write(u"id"_s, key));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::KeychainUnavailable);
        const auto found = souffleur::test::await(keychain::read(u"id"_s));
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::KeychainUnavailable);
        QDir directory(home.path());
        QVERIFY(directory.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    }
};

SOUFFLEUR_TEST_MAIN(tst_StoreKey)
#include "tst_StoreKey.moc"
