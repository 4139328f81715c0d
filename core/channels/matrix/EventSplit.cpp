// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/EventSplit.h"

namespace souffleur::channels::matrix {
namespace {

class Splitter {
public:
    Splitter(const QByteArray& json, const QList<QByteArray>& keys) : m_json(json), m_keys(keys) {}

    EventSplit run() {
        while (m_at < m_json.size()) {
            const char c = m_json.at(m_at);
            if (c == '"') {
                const qsizetype from = m_at;
                skipString();
                m_lastString = m_json.mid(from + 1, m_at - from - 2);
                m_split.skeleton += m_json.mid(from, m_at - from);
                continue;
            }
            ++m_at;
            m_split.skeleton += c;
            if (c == '[' && m_isValue && m_keys.contains(m_lastString))
                takeMembers();
            else if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
                m_isValue = c == ':';
        }
        return std::move(m_split);
    }

private:
    void skipString() {
        for (++m_at; m_at < m_json.size(); ++m_at) {
            if (m_json.at(m_at) == '\\')
                ++m_at;
            else if (m_json.at(m_at) == '"')
                break;
        }
        m_at = std::min(m_at + 1, m_json.size());
    }

    //! Behind the opening bracket; ends behind the closing one.
    void takeMembers() {
        bool first = true;
        while (m_at < m_json.size()) {
            const qsizetype from = m_at;
            skipMember();
            const QByteArray member = m_json.mid(from, m_at - from).trimmed();
            if (!member.isEmpty()) {
                if (!first)
                    m_split.skeleton += ',';
                first = false;
                m_split.skeleton += QByteArray::number(m_split.members.size());
                m_split.members += member;
            }
            if (m_at < m_json.size() && m_json.at(m_at++) == ']')
                break;
        }
        m_split.skeleton += ']';
        m_isValue = false;
    }

    //! Up to the comma or the bracket that ends the member.
    void skipMember() {
        for (int depth = 0; m_at < m_json.size();) {
            const char c = m_json.at(m_at);
            if (c == '"') {
                skipString();
                continue;
            }
            if (depth == 0 && (c == ',' || c == ']'))
                return;
            if (c == '{' || c == '[')
                ++depth;
            else if ((c == '}' || c == ']') && depth > 0)
                --depth;
            ++m_at;
        }
    }

    const QByteArray& m_json;
    const QList<QByteArray>& m_keys;
    EventSplit m_split;
    QByteArray m_lastString;
    qsizetype m_at = 0;
    bool m_isValue = false; //!< the last sign was a colon
};

} // namespace

EventSplit splitEvents(const QByteArray& json, const QList<QByteArray>& keys) {
    return Splitter(json, keys).run();
}

} // namespace souffleur::channels::matrix
