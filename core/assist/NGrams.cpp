// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/NGrams.h"

#include <algorithm>
#include <cmath>

#include <QDataStream>

namespace souffleur::assist {

namespace {
constexpr int ShortestGram = 3;
constexpr int LongestGram = 5;
constexpr qsizetype LongestWord = 40;

// FNV-1a, 64 bit: the same on every machine, as it goes into the model's file.
quint64 hashOf(const char* data, size_t size, quint64 seed) {
    quint64 hash = 14695981039346656037ULL ^ seed;
    for (size_t i = 0; i < size; ++i) {
        hash ^= static_cast<unsigned char>(data[i]);
        hash *= 1099511628211ULL;
    }
    return hash;
}

quint64 hashOf(const std::string& text, quint64 seed) {
    return hashOf(text.data(), text.size(), seed);
}

// Squares of lengths where words are joined.
constexpr double JoinedWordsPart = 0.5;
constexpr double JoinedCharactersPart = 1.5;

//! weight: of a piece by its number; part: the square of the length that all are scaled to.
template <typename Weight>
void addCounted(const std::vector<quint64>& pieces, const std::unordered_map<quint64, int>& index,
                const Weight& weight, double part, std::vector<std::pair<int, float>>& out) {
    std::vector<int> ids;
    ids.reserve(pieces.size());
    for (const quint64 piece : pieces) {
        if (const auto it = index.find(piece); it != index.end())
            ids.push_back(it->second);
    }
    std::sort(ids.begin(), ids.end());
    double length = 0;
    const size_t first = out.size();
    for (size_t i = 0, next = 0; i < ids.size(); i = next) {
        const int id = ids[i];
        while (next < ids.size() && ids[next] == id)
            ++next;
        const size_t count = next - i;
        const double value = (1 + std::log(double(count))) * weight(id);
        length += value * value;
        out.push_back({id, float(value)});
    }
    const auto scale = float(length > 0 ? std::sqrt(part / length) : 0);
    for (size_t i = first; i < out.size(); ++i)
        out[i].second *= scale;
}

void addCharacters(const QString& word, std::vector<quint64>& out) {
    const QString padded = u' ' + word.left(LongestWord) + u' ';
    const auto* units = reinterpret_cast<const char*>(padded.utf16());
    for (int n = ShortestGram; n <= LongestGram; ++n) {
        for (qsizetype i = 0; i + n <= padded.size(); ++i)
            out.push_back(hashOf(units + 2 * i, 2 * size_t(n), 3));
    }
    if (padded.size() < ShortestGram)
        out.push_back(hashOf(units, 2 * size_t(padded.size()), 3));
}
} // namespace

Pieces piecesOf(const std::string& stem) {
    Pieces pieces;
    pieces.words.push_back(hashOf(stem, 1));
    addCharacters(QString::fromStdString(stem), pieces.characters);
    return pieces;
}

Pieces piecesOf(const std::vector<knowledge::Token>& tokens) {
    Pieces pieces;
    const std::string* before = nullptr;
    for (const knowledge::Token& token : tokens) {
        pieces.words.push_back(hashOf(token.stem, 1));
        if (before)
            pieces.words.push_back(hashOf(*before + ' ' + token.stem, 2));
        before = &token.stem;
        addCharacters(token.folded, pieces.characters);
    }
    // Where a sentence begins and ends says something of its kind.
    if (before) {
        pieces.words.push_back(hashOf(' ' + tokens.front().stem, 2));
        pieces.words.push_back(hashOf(*before + ' ', 2));
    }
    return pieces;
}

PieceSpace PieceSpace::build(const std::vector<Pieces>& texts, int least, int limit, Words words) {
    std::unordered_map<quint64, int> counts;
    std::vector<quint64> seen;
    for (const Pieces& text : texts) {
        seen = text.words;
        seen.insert(seen.end(), text.characters.begin(), text.characters.end());
        std::sort(seen.begin(), seen.end());
        seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
        for (const quint64 piece : seen)
            ++counts[piece];
    }
    std::vector<std::pair<int, quint64>> kept;
    for (const auto& [piece, count] : counts) {
        if (count >= least)
            kept.push_back({-count, piece});
    }
    std::sort(kept.begin(), kept.end());
    if (kept.size() > size_t(limit))
        kept.resize(size_t(limit));
    PieceSpace space;
    space.m_words = words;
    for (const auto& [count, piece] : kept) {
        space.m_hashes.push_back(piece);
        space.m_weights.push_back(float(std::log((1.0 + double(texts.size())) / (1.0 - count)) + 1.0));
    }
    space.number();
    return space;
}

void PieceSpace::number() {
    m_index.clear();
    m_index.reserve(m_hashes.size());
    for (size_t i = 0; i < m_hashes.size(); ++i)
        m_index.insert({m_hashes[i], int(i)});
}

SparseVector PieceSpace::vectorOf(const Pieces& pieces) const {
    SparseVector result;
    const bool joined = m_words == Words::Joined;
    const auto one = [](int) { return 1.0; };
    const auto rarity = [&](int id) { return joined ? double(weight(id)) : 1.0; };
    addCounted(pieces.words, m_index, one, joined ? JoinedWordsPart : 1.0, result.values);
    addCounted(pieces.characters, m_index, rarity, joined ? JoinedCharactersPart : 1.0, result.values);
    std::sort(result.values.begin(), result.values.end());
    return result;
}

QDataStream& operator<<(QDataStream& out, const PieceSpace& space) {
    out << quint32(space.m_hashes.size()) << (space.m_words == Words::Joined);
    for (size_t i = 0; i < space.m_hashes.size(); ++i)
        out << space.m_hashes[i] << space.m_weights[i];
    return out;
}

QDataStream& operator>>(QDataStream& in, PieceSpace& space) {
    quint32 size = 0;
    bool joined = false;
    in >> size >> joined;
    space.m_words = joined ? Words::Joined : Words::Apart;
    space.m_hashes.clear();
    space.m_weights.clear();
    for (quint32 i = 0; i < size && in.status() == QDataStream::Ok; ++i) {
        quint64 hash = 0;
        float weight = 0;
        in >> hash >> weight;
        space.m_hashes.push_back(hash);
        space.m_weights.push_back(weight);
    }
    space.number();
    return in;
}

} // namespace souffleur::assist
