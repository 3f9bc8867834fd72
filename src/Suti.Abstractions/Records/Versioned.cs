// SPDX-License-Identifier: Apache-2.0

namespace Suti;

/// <summary>A record with the version it had when it was read.</summary>
/// <typeparam name="T">The type of the record.</typeparam>
/// <param name="Value">The record.</param>
/// <param name="Version">The version, to be expected when the record is changed.</param>
public readonly record struct Versioned<T>(T Value, long Version);
