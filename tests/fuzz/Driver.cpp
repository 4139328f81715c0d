// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for libFuzzer: the corpus, every truncation of small inputs, and mutations from a fixed seed: 20,000,
// or as many as fit into SOUFFLEUR_FUZZ_SECONDS. An input that crashes, aborts or takes too long is kept in
// NAME.crash in the working directory; the target takes such files as arguments, too.
#include "Fuzz.h"

#include <chrono>
#include <csignal>
#include <cstring>
#include <random>

#include <fcntl.h>
#include <unistd.h>

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QList>

namespace {

constexpr int Mutations = 20'000;
constexpr qsizetype MaxInput = 64 * 1024;
constexpr unsigned SecondsForOne = 25;

QByteArray current;
QByteArray crashFile;

//! Only what a signal handler may call.
void keep(int signal) {
    const int file = ::open(crashFile.constData(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0644);
    [[maybe_unused]] const ssize_t written = ::write(file, current.constData(), size_t(current.size()));
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void run(const QByteArray& input) {
    current = input;
    ::alarm(SecondsForOne);
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.constData()), size_t(input.size()));
}

class Mutator {
public:
    explicit Mutator(const QList<QByteArray>& corpus) : m_corpus(corpus) {}

    QByteArray next() {
        QByteArray input = m_corpus.at(below(m_corpus.size()));
        for (qsizetype rounds = 1 + below(6); rounds > 0; --rounds)
            mutate(input);
        return input.left(MaxInput);
    }

private:
    qsizetype below(qsizetype limit) { return limit <= 0 ? 0 : qsizetype(m_random() % uint64_t(limit)); }

    void mutate(QByteArray& input) {
        static const char* const tokens[] = {"\"",
                                             "\\",
                                             "{",
                                             "}",
                                             "[",
                                             "]",
                                             ",",
                                             ":",
                                             "null",
                                             "-1",
                                             "1e999",
                                             "\xff",
                                             "\xed\xa0\x80",
                                             "\\ud800",
                                             "9223372036854775808",
                                             ";",
                                             "\n",
                                             "\r\n",
                                             "\t",
                                             "\xef\xbb\xbf",
                                             "true",
                                             "\"\"",
                                             "{}",
                                             "[]",
                                             "../"};
        const qsizetype at = below(input.size() + 1);
        switch (below(7)) {
        case 0:
            if (at < input.size())
                input[at] = char(m_random());
            break;
        case 1:
            input.insert(at, tokens[below(std::size(tokens))]);
            break;
        case 2:
            input.remove(at, 1 + below(16));
            break;
        case 3:
            input.insert(at, input.mid(below(input.size()), below(64)));
            break;
        case 4:
            input.truncate(at);
            break;
        case 5: {
            const QByteArray& other = m_corpus.at(below(m_corpus.size()));
            input = input.left(at) + other.mid(below(other.size()));
            break;
        }
        default:
            input.insert(at, QByteArray(1 + below(2000), tokens[below(8)][0]));
        }
    }

    const QList<QByteArray>& m_corpus;
    std::mt19937_64 m_random{20260701};
};

} // namespace

int main(int argc, char** argv) {
    QList<QByteArray> corpus;
    const auto read = [&corpus](const QString& path) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            corpus += file.readAll();
    };
    for (int i = 1; i < argc; ++i) {
        const QString path = QString::fromLocal8Bit(argv[i]);
        const QDir folder(path);
        if (QFileInfo(path).isFile())
            read(path);
        for (const QString& name : folder.entryList(QDir::Files, QDir::Name))
            read(folder.filePath(name));
    }
    if (corpus.isEmpty()) {
        std::fputs("no corpus\n", stderr);
        return 1;
    }
    crashFile = QFileInfo(QString::fromLocal8Bit(argv[0])).fileName().toLocal8Bit() + ".crash";
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS, SIGALRM})
        std::signal(signal, keep);
    const auto start = std::chrono::steady_clock::now();
    const auto spent = [start] { return std::chrono::steady_clock::now() - start; };
    run({});
    for (const QByteArray& input : std::as_const(corpus)) {
        run(input);
        for (qsizetype length = 0; length < std::min<qsizetype>(input.size(), 2000); ++length)
            run(input.left(length));
    }
    const std::chrono::seconds budget(qEnvironmentVariableIntValue("SOUFFLEUR_FUZZ_SECONDS"));
    Mutator mutator(corpus);
    int mutations = 0;
    for (; budget.count() > 0 ? spent() < budget : mutations < Mutations; ++mutations)
        run(mutator.next());
    ::alarm(0);
    std::printf("%d inputs, %d mutations, %d ms\n", int(corpus.size()), mutations,
                int(std::chrono::duration_cast<std::chrono::milliseconds>(spent()).count()));
    return 0;
}
