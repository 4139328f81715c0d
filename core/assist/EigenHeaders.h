// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Eigen, whose headers do not meet our warnings.
#pragma GCC system_header
#include <Eigen/Dense>
#include <Eigen/SparseCore>
