// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Change.h"
#include "domain/Knowledge.h"
#include "ui/common/UiContext.h"

#include <QAbstractListModel>
#include <QSet>
#include <QTimer>

namespace souffleur::ui {

//! What the rows of this page's lists are drawn from.
enum RowRole {
    TitleRole = Qt::UserRole + 1,
    FactsRole, //!< second line
    SideRole,  //!< at its right end
    ToneRole,  //!< ui::Tone of the first fact
    EditedRole //!< has changes that are not saved
};

enum class EntryFilter {
    Current, //!< all but archived ones
    Published,
    Drafts, //!< and what is in review
    Due,    //!< review due, expired or ending soon
    Archived,
};

//! Further conditions; all that are set have to fit.
struct EntryConditions {
    QString language; //!< has a question or an answer in it
    QString tag;
    std::optional<JourneyPhase> phase;
    QString channel; //!< its answers may go out there
    std::optional<FaqAudience> audience;
    QString owner;
    bool isEmpty() const { return *this == EntryConditions(); }
    bool operator==(const EntryConditions&) const = default;
};

enum class EntryOrder {
    Number,
    Alphabet,
    MostSent,
    WorstRated,
};

//! All entries of the FAQ, kept as short rows; filtered and sorted here, so that typing in the search never waits.
class EntryListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class State {
        Loading,
        Ready,
        Failed,
    };
    explicit EntryListModel(UiContext& context, QObject* parent = nullptr);

    void reload();
    void setSearch(const QString& words);
    void setFilter(EntryFilter filter);
    void setConditions(const EntryConditions& conditions);
    const EntryConditions& conditions() const { return m_conditions; }
    void setOrder(EntryOrder order);
    //! While it is held, what others save is read later: in one go, and the rows stay.
    void hold(bool held);
    //! What entries have, sorted: to choose a condition from.
    QStringList languages() const;
    QStringList tags() const;
    QStringList owners() const;
    //! How many of these entries have which tag.
    QMap<QString, int> tagsOf(const QList<FaqEntryId>& entries) const;
    EntryFilter filter() const { return m_filter; }
    EntryOrder order() const { return m_order; }
    State state() const { return m_state; }
    const std::optional<Error>& error() const { return m_error; }
    //! Entries that are not archived.
    int entryCount() const;
    std::optional<FaqEntryId> at(int row) const;
    int rowOf(FaqEntryId id) const;
    //! Empty when it is not known.
    QString titleOf(FaqEntryId id) const;
    //! All entries by title, for choosing one.
    QList<std::pair<FaqEntryId, QString>> titles() const;
    void setEdited(const QSet<FaqEntryId>& edited);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

signals:
    void stateChanged();

private:
    struct Row {
        FaqEntryId id;
        int number = 0;
        QString title;
        QString state;
        QStringList languages;
        QStringList tags;
        QStringList channels;
        QString owner;
        JourneyPhase phase = JourneyPhase::None;
        FaqAudience audience = FaqAudience::Public;
        QString words; //!< folded, for the search
        FaqStatus status = FaqStatus::Draft;
        bool due = false;
        bool badRun = false;
        int sent = 0;
        int ratings = 0;
        double mean = 0;
    };
    Row rowFor(const FaqListItem& item) const;
    void load(quint64 generation, int offset);
    void changed(const Changes& changes);
    void put(const FaqListItem& item);
    void arrange();
    bool fits(const Row& row) const;
    template <class F>
    QStringList gathered(F values) const;

    UiContext m_context;
    State m_state = State::Loading;
    std::optional<Error> m_error;
    QList<Row> m_rows;    //!< all, by number
    QList<Row> m_loading; //!< until the last page is here
    QList<int> m_shown;   //!< places in m_rows
    QHash<FaqEntryId, int> m_places;
    QSet<FaqEntryId> m_edited;
    QSet<FaqEntryId> m_stale;
    QTimer m_refresh;
    QStringList m_search;
    EntryFilter m_filter = EntryFilter::Current;
    EntryConditions m_conditions;
    bool m_held = false;
    EntryOrder m_order = EntryOrder::Number;
    quint64 m_generation = 0;
};

} // namespace souffleur::ui
