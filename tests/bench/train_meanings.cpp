// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// train_meanings FOLDER: counts the shipped word vectors (assist/WordVectors.h, resources/meanings) from the lines
// that it is given, "de" or "en", tab, text, and writes FOLDER/de.vectors and FOLDER/en.vectors.
#include "assist/WordVectors.h"
#include "base/Strings.h"
#include "knowledge/TextAnalysis.h"

#include <cstdio>
#include <iostream>

#include <QDataStream>
#include <QSaveFile>

using namespace souffleur;
using assist::WordVectors;

namespace {
// A dictionary has many words once, and its lines are short.
constexpr WordVectors::Way Way{8, 40'000, 5, 0.25, 0.0001F};
constexpr size_t Kept = 20'000;

bool write(const QString& path, const WordVectors& vectors) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QDataStream out(&file);
    out.setVersion(QDataStream::Qt_6_4);
    out.setFloatingPointPrecision(QDataStream::SinglePrecision);
    out << vectors;
    return out.status() == QDataStream::Ok && file.commit();
}
} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: train_meanings FOLDER < TEXTS\n");
        return 2;
    }
    const QStringList languages{u"de"_s, u"en"_s};
    std::vector<knowledge::TextAnalyser> analysers;
    for (const QString& language : languages)
        analysers.emplace_back(language);
    std::vector<std::vector<std::string>> texts[2];
    for (std::string line; std::getline(std::cin, line);) {
        const qsizetype language = languages.indexOf(QString::fromUtf8(line.substr(0, 2)));
        if (language < 0 || line.size() < 3 || line[2] != '\t')
            continue;
        std::vector<std::string> stems;
        for (const auto& token : analysers[size_t(language)].tokens(QString::fromUtf8(line.substr(3)), 2000))
            stems.push_back(token.stem);
        texts[language].push_back(std::move(stems));
    }
    for (qsizetype i = 0; i < languages.size(); ++i) {
        const WordVectors vectors = WordVectors::train(texts[i], false, Way);
        std::printf("%s: %zu texts, %lld words counted\n", qPrintable(languages.at(i)), texts[i].size(),
                    static_cast<long long>(vectors.tokens()));
        if (vectors.isEmpty() ||
            !write(u"%1/%2.vectors"_s.arg(QString::fromLocal8Bit(argv[1]), languages.at(i)), vectors.first(Kept))) {
            std::fprintf(stderr, "%s.vectors was not written\n", qPrintable(languages.at(i)));
            return 1;
        }
    }
    return 0;
}
