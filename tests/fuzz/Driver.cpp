// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for libFuzzer: the corpus, every truncation of small inputs, and 20,000 mutations from a fixed seed.
#include "Fuzz.h"

#include <chrono>
#include <cstring>
#include <random>

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>

namespace {

constexpr int Mutations = 20'000;
constexpr qsizetype MaxInput = 64 * 1024;

void run(const QByteArray& input) {
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
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString());
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            corpus += file.readAll();
    }
    if (corpus.isEmpty()) {
        std::fputs("no corpus\n", stderr);
        return 1;
    }
    const auto start = std::chrono::steady_clock::now();
    run({});
    for (const QByteArray& input : std::as_const(corpus)) {
        run(input);
        for (qsizetype length = 0; length < std::min<qsizetype>(input.size(), 2000); ++length)
            run(input.left(length));
    }
    Mutator mutator(corpus);
    for (int i = 0; i < Mutations; ++i)
        run(mutator.next());
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    std::printf("%d inputs, %d mutations, %d ms\n", int(corpus.size()), Mutations, int(took.count()));
    return 0;
}
