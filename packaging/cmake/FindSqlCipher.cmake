# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The static SQLCipher, kept out of the dynamic symbol table: libsqlite3 in the same process (Qt's own plugin, a preload)
# exports the same names and would otherwise silently take over and write plaintext.
find_path(SqlCipher_INCLUDE_DIR sqlcipher/sqlite3.h)
find_library(SqlCipher_LIBRARY NAMES libsqlcipher.a)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
if(SqlCipher_INCLUDE_DIR)
    file(STRINGS "${SqlCipher_INCLUDE_DIR}/sqlcipher/sqlite3.h" _line REGEX "^#define SQLITE_VERSION_NUMBER")
    string(REGEX REPLACE "[^0-9]" "" _number "${_line}")
    # SQLCipher 4.5.0 is built on SQLite 3.36.0; the header carries SQLite's version only.
    if(_number GREATER_EQUAL 3036000)
        set(SqlCipher_VERSION 4.5)
    else()
        set(SqlCipher_VERSION 3.4)
    endif()
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SqlCipher REQUIRED_VARS SqlCipher_LIBRARY SqlCipher_INCLUDE_DIR VERSION_VAR SqlCipher_VERSION
    REASON_FAILURE_MESSAGE "Souffleur needs SQLCipher 4.5 or newer (on Debian 12: libsqlcipher-dev from bookworm-backports).")
if(SqlCipher_FOUND AND NOT TARGET SqlCipher::SqlCipher)
    add_library(SqlCipher::SqlCipher STATIC IMPORTED)
    set_target_properties(SqlCipher::SqlCipher PROPERTIES
        IMPORTED_LOCATION "${SqlCipher_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${SqlCipher_INCLUDE_DIR}/sqlcipher"
        INTERFACE_COMPILE_DEFINITIONS "SQLITE_HAS_CODEC"
        INTERFACE_LINK_OPTIONS "-Wl,--exclude-libs,libsqlcipher.a"
        INTERFACE_LINK_LIBRARIES "OpenSSL::Crypto;dl;pthread;m")
endif()
