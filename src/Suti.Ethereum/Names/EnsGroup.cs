// SPDX-License-Identifier: Apache-2.0

namespace Suti.Ethereum;

/// <summary>Characters that a label may be written in together: mostly those of a script.</summary>
/// <param name="Name">The name, such as <c>Latin</c>.</param>
/// <param name="IsRestricted">The script is one of few readers, which the specification wants shown.</param>
/// <param name="CountsMarks">Marks that take no room are counted; in the other groups they stand in whole characters alone.</param>
internal sealed record EnsGroup(string Name, bool IsRestricted, bool CountsMarks);
