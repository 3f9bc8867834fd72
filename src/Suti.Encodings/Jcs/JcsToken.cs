// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Encodings;

/// <summary>
/// A value or a member name of the text. <see cref="Next"/> is the token behind it and all it holds. A start below zero is the
/// complement of a position among the names that had to be unescaped.
/// </summary>
internal readonly record struct JcsToken(JsonTokenType Type, int Start, int Length, bool IsEscaped, int Next, int Position);
